#include "ui/gridarrangement.h"

#include "models/celltext.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>

namespace larder {

namespace {

// Typing on is not worth a pass over all rows for each letter.
constexpr auto kTypingPause = std::chrono::milliseconds(250);

/// The filter that @p cell passes; nothing where none can be typed for it.
QString filterFor(const Cell& cell)
{
    if (cell.isNull())
        return QStringLiteral("NULL");
    const QString text = QString::fromUtf8(cellExactText(cell));
    const bool typeable = cell.type != CellType::Blob && text == text.trimmed() && text == oneLineText(text);
    return typeable ? u'=' + text : QString();
}

QString noMatchText(const ResultSet& result)
{
    const QString rows = QLocale().toString(result.rowCount());
    if (result.rowCount() == 0)
        return GridArrangement::tr("No row matches the filter.");
    if (result.completeness() == Completeness::Complete)
        return GridArrangement::tr("No row matches the filter. Rows without it: %1.").arg(rows);
    return GridArrangement::tr("No row matches the filter. Rows without it: %1, and more exist.").arg(rows);
}

} // namespace

GridArrangement::GridArrangement(ResultView& view, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_header(view.header())
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kTypingPause);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        apply();
        Q_EMIT requested();
    });
    connect(&m_header, &ResultHeader::filterTextsChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&m_header, &ResultHeader::sortKeysChanged, this, [this] {
        apply();
        Q_EMIT requested();
    });
    connect(&m_arranger, &RowArranger::arranged, this, &GridArrangement::show);
    connect(&m_arranger, &RowArranger::progressed, this, &GridArrangement::tellProgress);
    connect(&m_arranger, &RowArranger::busyChanged, this, [this](bool busy) {
        if (!busy)
            tell({});
    });
}

void GridArrangement::resultChanged()
{
    const ResultPtr& result = m_view.rows().result;
    if (result == m_arrangedResult)
        return;
    m_arranger.cancel();
    m_arrangedResult.reset();
    m_view.showMessage({});
    if (!result) {
        tell({});
        return;
    }
    m_sorted = m_expected;
    if (m_statement != m_headerStatement || result->columns() != m_columns)
        changeColumns();
    apply();
}

void GridArrangement::changeColumns()
{
    if (m_headerStatement == m_lastStatement && m_statement != m_lastStatement)
        m_kept = Kept{m_headerStatement, m_columns, m_header.sortKeys(), m_header.filterTexts()};
    m_headerStatement = m_statement;
    m_columns = m_view.rows().result->columns();
    m_header.clear();
    if (m_kept && m_kept->statement == m_statement && m_kept->columns == m_columns)
        writeHeader(m_kept->keys, m_kept->filters);
}

void GridArrangement::setStatement(const QByteArray& statement, const QByteArray& last)
{
    m_statement = statement;
    m_lastStatement = last;
    if (m_kept && m_kept->statement != last)
        m_kept.reset();
}

void GridArrangement::setOrders(NullsPlace nulls, TextOrder text)
{
    if (nulls == m_nulls && text == m_text)
        return;
    m_nulls = nulls;
    m_text = text;
    m_sorted.clear();
    m_expected.clear();
    if (!m_header.sortKeys().empty())
        apply();
}

void GridArrangement::cancel()
{
    if (!isBusy())
        return;
    m_arranger.cancel();
    writeHeader(m_shownKeys, m_shownFilters);
}

void GridArrangement::set(std::vector<SortKey> keys, const std::map<int, QString>& filters)
{
    writeHeader(std::move(keys), filters);
    apply();
}

void GridArrangement::writeHeader(std::vector<SortKey> keys, const std::map<int, QString>& filters)
{
    const QSignalBlocker blocker(m_header);
    m_header.setSortKeys(std::move(keys));
    for (const auto& [column, text] : m_header.filterTexts()) {
        if (!filters.contains(column))
            m_header.setFilterText(column, {});
    }
    for (const auto& [column, text] : filters)
        m_header.setFilterText(column, text);
}

void GridArrangement::extendMenu(QMenu& menu, CellPosition cell)
{
    const int column = cell.column;
    const QString filter = filterFor(m_view.rows().cell(cell.row, column));
    QMenu* const filters = menu.addMenu(tr("Filter by this value"));
    filters->setEnabled(!filter.isEmpty());
    filters->addAction(tr("Only this"), this, [=, this] { m_header.setFilterText(column, filter); });
    filters->addAction(
        tr("All but this"), this, [=, this] { m_header.setFilterText(column, u'!' + filter); });
    filters->addAction(tr("No filter"), this, [=, this] { m_header.setFilterText(column, {}); });
    QMenu* const orders = menu.addMenu(tr("Sort"));
    orders->addAction(tr("Ascending"), this, [=, this] {
        m_header.setSortKeys({{column, Qt::AscendingOrder}});
    });
    orders->addAction(tr("Descending"), this, [=, this] {
        m_header.setSortKeys({{column, Qt::DescendingOrder}});
    });
    orders->addAction(tr("As fetched"), this, [this] { m_header.setSortKeys({}); });
}

void GridArrangement::apply()
{
    m_delay.stop();
    const ResultPtr& result = m_view.rows().result;
    if (!result)
        return;
    if (result->completeness() == Completeness::Streaming) {
        tellWhatWaits();
        return;
    }
    tell({});
    Arrangement arrangement = wanted();
    m_arrangedResult = result;
    if (arrangement.isPlain()) {
        m_arranger.cancel();
        show({result});
        return;
    }
    m_arranger.arrange(result, std::move(arrangement));
}

Arrangement GridArrangement::wanted()
{
    Arrangement arrangement;
    if (!comesSorted())
        arrangement.rules = {m_header.sortKeys(), m_nulls, m_text};
    for (const auto& [column, text] : m_header.filterTexts()) {
        const Result<RowFilter> filter = RowFilter::parse(text);
        m_header.setFilterError(column, filter ? QString() : errorText(filter.error()));
        if (filter)
            arrangement.filters.push_back({column, filter.value()});
    }
    return arrangement;
}

bool GridArrangement::comesSorted() const
{
    const std::vector<SortKey>& keys = m_header.sortKeys();
    return std::equal(keys.begin(), keys.end(), m_sorted.begin(), m_sorted.end(),
        [this](const SortKey& key, const ColumnOrder& order) {
            return m_columns[size_t(key.column)].name == order.column && key.order == order.order;
        });
}

void GridArrangement::show(const ArrangedRows& rows)
{
    if (rows.result != m_view.rows().result)
        return;
    m_shownKeys = m_header.sortKeys();
    m_shownFilters = m_header.filterTexts();
    if (rows != m_view.rows())
        m_view.setRows(rows);
    const bool none = rows.rowCount() == 0 && !m_shownFilters.empty();
    m_view.showMessage(none ? noMatchText(*rows.result) : QString());
    Q_EMIT rowsChanged();
}

void GridArrangement::tell(const QString& text)
{
    if (text == m_told)
        return;
    m_told = text;
    Q_EMIT progressChanged(text);
}

void GridArrangement::tellProgress(double share)
{
    const bool sorts = !m_header.sortKeys().empty();
    const bool filters = !m_header.filterTexts().empty();
    const QString done = QLocale().toString(int(share * 100));
    if (sorts && filters)
        tell(tr("Sorting and filtering… %1 %, Esc ends it").arg(done));
    else if (sorts)
        tell(tr("Sorting… %1 %, Esc ends it").arg(done));
    else
        tell(tr("Filtering… %1 %, Esc ends it").arg(done));
}

// Arrows and filters in the header must not seem to hold for rows that stand as they came.
void GridArrangement::tellWhatWaits()
{
    const bool sorts = !m_header.sortKeys().empty() && !comesSorted();
    const bool filters = !m_header.filterTexts().empty();
    if (sorts && filters)
        tell(tr("As they arrive; to be sorted and filtered when all rows are here"));
    else if (sorts)
        tell(tr("As they arrive; to be sorted when all rows are here"));
    else if (filters)
        tell(tr("As they arrive; to be filtered when all rows are here"));
    else
        tell({});
}

} // namespace larder
