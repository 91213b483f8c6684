#include "ui/gridrefresh.h"

#include "ui/gridarrangement.h"
#include "ui/gridstate.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLocale>

namespace larder {

namespace {

constexpr auto kMoment = std::chrono::seconds(4);

/// Where row @p resultRow is shown; nothing if it is not, or not yet.
std::optional<qint64> shownRow(const ArrangedRows& rows, qint64 resultRow)
{
    if (!rows.order)
        return resultRow < rows.rowCount() ? std::optional(resultRow) : std::nullopt;
    const auto found = std::find(rows.order->begin(), rows.order->end(), quint32(resultRow));
    return found == rows.order->end() ? std::nullopt : std::optional<qint64>(found - rows.order->begin());
}

bool hasEnded(const ResultSet& result)
{
    return result.completeness() != Completeness::Streaming;
}

QString textOf(const ResultChanges& changes)
{
    const auto part = [](qint64 count, const QString& one, const QString& many) {
        return count == 1 ? one : many.arg(QLocale().toString(count));
    };
    QStringList parts;
    if (const qint64 cells = changes.changedCells())
        parts << part(cells, GridRefresh::tr("1 cell changed"), GridRefresh::tr("%1 cells changed"));
    if (const qint64 rows = changes.newRows())
        parts << part(rows, GridRefresh::tr("1 new row"), GridRefresh::tr("%1 new rows"));
    if (const qint64 rows = changes.goneRows())
        parts << part(rows, GridRefresh::tr("1 row is gone"), GridRefresh::tr("%1 rows are gone"));
    return parts.join(QStringLiteral(" · "));
}

/// Of those that it was to fetch.
bool hasAllRows(const ResultSet& result)
{
    return result.completeness() == Completeness::Complete
        || result.completeness() == Completeness::LimitReached;
}

/// The position in the result after; a row that is gone gives way to the one that stands in its place.
GridPosition positionNow(const GridPosition& before, const ResultChanges& changes)
{
    if (changes.after()->rowCount() == 0)
        return {};
    const auto rowNow = [&](qint64 row) {
        return changes.rowNow(row).value_or(qBound<qint64>(0, row, changes.after()->rowCount() - 1));
    };
    GridPosition now{rowNow(before.firstVisibleRow)};
    if (before.current)
        now.current = CellPosition{rowNow(before.current->row), before.current->column};
    return now;
}

} // namespace

GridRefresh::GridRefresh(ResultView& view, const GridArrangement& arrangement, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_arrangement(arrangement)
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(kMoment);
    connect(&m_moment, &QTimer::timeout, this, &GridRefresh::endMarks);
}

GridPosition GridRefresh::position() const
{
    return m_wanted && !m_provisional ? *m_wanted : present();
}

GridPosition GridRefresh::present() const
{
    GridPosition position;
    const ArrangedRows& shown = m_view.rows();
    if (const qint64 first = m_view.state().lines().top(); first < shown.rowCount())
        position.firstVisibleRow = shown.resultRow(first);
    if (const auto cell = m_view.currentCell())
        position.current = CellPosition{shown.resultRow(cell->row), cell->column};
    return position;
}

void GridRefresh::returnTo(const GridPosition& position)
{
    giveUp();
    m_wanted = position;
}

void GridRefresh::giveUp()
{
    m_worker.cancel();
    m_before.reset();
    m_provisional.reset();
    m_wanted.reset();
}

void GridRefresh::goTo(const GridPosition& position)
{
    returnTo(position);
    restore();
}

GridMemory GridRefresh::memory() const
{
    return {m_view.rows().result, position()};
}

void GridRefresh::expectRefresh(const GridMemory& before)
{
    returnTo(before.position);
    m_before = before.result;
}

void GridRefresh::rowsChanged()
{
    const ResultPtr& result = m_view.rows().result;
    if (m_view.changes() && m_view.changes()->after() != result)
        endMarks();
    if (!result)
        return;
    if (hasEnded(*result) && m_before) {
        const bool compares = compare(std::exchange(m_before, nullptr), result);
        if (!compares && std::exchange(m_provisional, std::nullopt))
            m_wanted.reset();
    }
    restore();
}

/// False if there is nothing to compare.
bool GridRefresh::compare(const ResultPtr& before, const ResultPtr& after)
{
    if (before == after || !hasAllRows(*before) || !hasAllRows(*after)
        || before->columns() != after->columns())
        return false;
    m_worker.start(
        [before, after](const RowTask& task) -> std::optional<std::shared_ptr<const ResultChanges>> {
            auto changes = ResultChanges::between(before, after, task);
            if (!changes)
                return std::nullopt;
            return std::make_shared<const ResultChanges>(std::move(*changes));
        },
        [this](const std::shared_ptr<const ResultChanges>& changes) { compared(changes); });
    return true;
}

void GridRefresh::compared(const std::shared_ptr<const ResultChanges>& changes)
{
    if (m_view.rows().result != changes->after())
        return;
    // Whoever has moved since wants to be there.
    const bool moved = m_provisional && present() != *m_provisional;
    if (moved)
        m_wanted.reset();
    else if (m_wanted)
        m_wanted = positionNow(*m_wanted, *changes);
    m_provisional.reset();
    restore();
    mark(changes);
}

void GridRefresh::mark(const std::shared_ptr<const ResultChanges>& changes)
{
    const QString text = textOf(*changes);
    if (text.isEmpty())
        return;
    m_view.markChanges(changes);
    m_moment.start();
    Q_EMIT changesTold(text);
}

void GridRefresh::endMarks()
{
    m_moment.stop();
    m_view.markChanges(nullptr);
    Q_EMIT changesTold({});
}

void GridRefresh::restore()
{
    const ResultPtr& result = m_view.rows().result;
    if (!m_wanted || m_provisional || !result || m_arrangement.isBusy())
        return;
    const ResultHeader& header = m_view.header();
    const bool arranged = !header.sortKeys().empty() || !header.filterTexts().empty();
    const auto isHere = [&](qint64 row) { return shownRow(m_view.rows(), row).has_value(); };
    const bool here
        = isHere(m_wanted->firstVisibleRow) && (!m_wanted->current || isHere(m_wanted->current->row));
    if (!hasEnded(*result) && (arranged || !here))
        return;
    bring(*m_wanted);
    if (m_before || m_worker.isBusy())
        m_provisional = present();
    else
        m_wanted.reset();
}

void GridRefresh::bring(const GridPosition& wanted)
{
    const auto first = shownRow(m_view.rows(), wanted.firstVisibleRow);
    const auto current = wanted.current ? shownRow(m_view.rows(), wanted.current->row) : std::nullopt;
    if (current && wanted.current->column < m_view.rows().result->columnCount())
        m_view.goTo({*current, wanted.current->column});
    if (first)
        m_view.state().scrollToRow(*first);
}

} // namespace larder
