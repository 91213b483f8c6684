#include "tests/bench/benches.h"

#include "cache/resultset.h"
#include "models/celltext.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <random>

namespace larder::bench {

namespace {

constexpr int kColumns = 10;
constexpr int kColumnWidth = 140;
constexpr QSize kSize(1600, 1000);
constexpr int kFrames = 40;

/// Numbers and words in turns; @p rows of them that share their memory, so that many are cheap.
ResultPtr resultWith(qint64 rows)
{
    std::mt19937_64 random{7};
    const qint64 chunkRows = std::min<qint64>(rows, 16'384);
    std::vector<ColumnBuilder> values(kColumns);
    for (qint64 row = 0; row < chunkRows; ++row) {
        for (size_t column = 0; column < kColumns; ++column) {
            if (column % 2 == 0) {
                values[column].appendInteger(qint64(random() >> 30));
                continue;
            }
            QByteArray word(12, ' ');
            for (char& letter : word)
                letter = char('a' + int(random() % 26));
            values[column].appendText(word);
        }
    }
    auto columns = std::make_shared<std::vector<ColumnInfo>>();
    for (int column = 0; column < kColumns; ++column)
        columns->push_back({QStringLiteral("column %1").arg(column)});
    return std::make_shared<const ResultSet>(std::move(columns),
        std::vector<ChunkPtr>(size_t(rows / chunkRows), chunkOf(values, chunkRows)), Completeness::Complete);
}

/// The same values as a plain table model has them.
class PlainModel final : public QAbstractTableModel
{
public:
    explicit PlainModel(ResultPtr result) : m_result(std::move(result)) { }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : int(m_result->rowCount());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : kColumns;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        return role == Qt::DisplayRole ? cellText(m_result->cell(index.row(), index.column())) : QVariant();
    }

private:
    ResultPtr m_result;
};

double milliseconds(const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void showInSize(QWidget& widget)
{
    widget.resize(kSize);
    widget.show();
    QApplication::processEvents();
}

void setWidths(ResultView& view)
{
    for (int column = 0; column < kColumns; ++column)
        view.state().columns().setWidthByUser(column, kColumnWidth);
}

std::vector<Measure> measureReset(const BenchSize& size)
{
    const ResultPtr few = resultWith(1'000);
    const ResultPtr many = resultWith(10'000'000);
    ResultView view;
    view.setRows({few});
    setWidths(view);
    showInSize(view);
    const auto reset = [&view](const ResultPtr& result) {
        view.setRows({});
        QApplication::processEvents();
        return milliseconds([&] {
            view.setRows({result});
            view.viewport()->repaint();
        });
    };
    const std::vector<double> times
        = smallestTimes(size.rounds * 3, {[&] { return reset(few); }, [&] { return reset(many); }});
    const double ratio = times[1] / times[0];
    return {{QStringLiteral("paint.10m.ms"), times[1], QStringLiteral("ms"), {}, {}, 8},
        {QStringLiteral("paint.10m.ratio"), times[1], QStringLiteral("ms"), times[0], ratio, 1.2}};
}

Measure measurePageDown(const BenchSize& size)
{
    const ResultPtr result = resultWith(1'000'000);
    ResultView grid;
    grid.setRows({result});
    setWidths(grid);
    showInSize(grid);
    PlainModel model(result);
    QTableView table;
    table.setModel(&model);
    table.horizontalHeader()->setDefaultSectionSize(kColumnWidth);
    table.verticalHeader()->setMinimumSectionSize(1);
    table.verticalHeader()->setDefaultSectionSize(grid.state().lines().rowHeight());
    showInSize(table);
    const qint64 page = grid.state().lines().page();
    const auto pagesOf = [page](QAbstractScrollArea& area) {
        area.verticalScrollBar()->setValue(0);
        QApplication::processEvents();
        return milliseconds([&] {
            for (int frame = 1; frame <= kFrames; ++frame) {
                area.verticalScrollBar()->setValue(int(frame * page));
                area.viewport()->repaint();
            }
        }) / kFrames;
    };
    const std::vector<double> times
        = smallestTimes(size.rounds, {[&] { return pagesOf(table); }, [&] { return pagesOf(grid); }});
    return {QStringLiteral("pagedown.ratio"), times[1], QStringLiteral("ms"), times[0], times[1] / times[0],
        0.35};
}

} // namespace

std::vector<Measure> measureGrid(const BenchSize& size)
{
    std::vector<Measure> measures = measureReset(size);
    measures.push_back(measurePageDown(size));
    return measures;
}

} // namespace larder::bench
