#include "tests/bench/benches.h"

#include "cache/resultbuilder.h"
#include "models/rowfilter.h"
#include "models/rowsort.h"

#include <QSortFilterProxyModel>

#include <random>

namespace larder::bench {

namespace {

enum Column { Number, Name };

/// What QSortFilterProxyModel is given: values as a plain table model has them.
class PlainModel final : public QAbstractTableModel
{
public:
    explicit PlainModel(const ResultSet& result)
    {
        for (qint64 row = 0; row < result.rowCount(); ++row) {
            m_numbers.push_back(result.cell(row, Number).integer);
            m_names.push_back(QString::fromUtf8(result.cell(row, Name).bytes));
        }
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : int(m_numbers.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : 2;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const auto row = size_t(index.row());
        return index.column() == Number ? QVariant(m_numbers[row]) : QVariant(m_names[row]);
    }

private:
    std::vector<qint64> m_numbers;
    std::vector<QString> m_names;
};

ResultPtr resultWith(qint64 rows)
{
    std::mt19937_64 random{7};
    ResultBuilder builder({{QStringLiteral("number")}, {QStringLiteral("name")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(Number).appendInteger(qint64(random() >> 20));
        QByteArray name(19, ' ');
        for (char& letter : name)
            letter = char('a' + int(random() % 26));
        builder.column(Name).appendText(name);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

Measure speedup(const QString& name, double nanoseconds, double baseline, double limit)
{
    constexpr double kPerMillisecond = 1e6;
    return {name, nanoseconds / kPerMillisecond, QStringLiteral("ms"), baseline / kPerMillisecond,
        baseline / nanoseconds, limit, true};
}

} // namespace

std::vector<Measure> measureArranging(const BenchSize& size)
{
    const ResultPtr result = resultWith(size.rows);
    PlainModel model(*result);
    const auto sorting = [&](int column) {
        return [&, column] {
            return threadNanoseconds([&] { (void)sortedRows(*result, allRows(*result), {{{column}}}, {}); });
        };
    };
    const auto proxySorting = [&](int column) {
        return [&, column] {
            QSortFilterProxyModel proxy;
            proxy.setSourceModel(&model);
            return threadNanoseconds([&] { proxy.sort(column); });
        };
    };
    const ColumnFilter filter{Name, RowFilter::parse(QStringLiteral("abc")).value()};
    const auto filtering
        = [&] { return threadNanoseconds([&] { (void)filteredRows(*result, {filter}, {}); }); };
    const auto proxyFiltering = [&](Qt::CaseSensitivity sensitivity) {
        return [&, sensitivity] {
            QSortFilterProxyModel proxy;
            proxy.setSourceModel(&model);
            proxy.setFilterKeyColumn(Name);
            proxy.setFilterCaseSensitivity(sensitivity);
            return threadNanoseconds([&] {
                proxy.setFilterFixedString(QStringLiteral("abc"));
                (void)proxy.rowCount();
            });
        };
    };
    const std::vector<double> times = smallestTimes(size.rounds,
        {sorting(Number), proxySorting(Number), sorting(Name), proxySorting(Name), filtering,
            proxyFiltering(Qt::CaseInsensitive), proxyFiltering(Qt::CaseSensitive)});
    return {speedup(QStringLiteral("sort.int.speedup"), times[0], times[1], 20),
        speedup(QStringLiteral("sort.text.speedup"), times[2], times[3], 20),
        speedup(QStringLiteral("filter.speedup"), times[4], times[5], 10),
        // Ours ignores the case of letters here too; the proxy has the lighter work.
        speedup(QStringLiteral("filter.exact.speedup"), times[4], times[6], 10)};
}

} // namespace larder::bench
