#include "ui/tablecount.h"

#include "ui/tablebar.h"

#include <QLocale>

namespace larder {

namespace {

QString rowsText(qint64 rows)
{
    return rows == 1 ? TableCount::tr("1 row") : TableCount::tr("%1 rows").arg(QLocale().toString(rows));
}

} // namespace

TableCount::TableCount(QueryService& service, TableBar& bar)
    : QObject(&bar)
    , m_bar(bar)
    , m_counter(service, nullptr)
{
    connect(&m_counter, &RowCounter::countingChanged, this, &TableCount::changed);
    connect(&m_counter, &RowCounter::counted, this, [this](qint64 rows) { m_known = {m_counting, rows}; });
    connect(&m_counter, &RowCounter::failed, this, [this](const Error& error) {
        m_bar.showError(tr("The rows could not be counted. %1").arg(errorText(error)), std::nullopt);
    });
}

void TableCount::start(const QueryRequest& request)
{
    m_counting = request.sql;
    m_counter.start(request);
}

void TableCount::show(const ArrangedRows& rows, const TableQuery& query)
{
    if (rows.result->completeness() == Completeness::Complete)
        m_bar.showCount(rowsText(rows.rowCount()), {}, {});
    else if (m_known && m_known->sql == query.count())
        m_bar.showCount(rowsText(m_known->rows), {}, {});
    else if (isCounting())
        m_bar.showCount(tr("Counting…"), tr("Cancel count"), tr("Stop counting"));
    else
        showLeast(rows, query);
}

void TableCount::showLeast(const ArrangedRows& rows, const TableQuery& query)
{
    const QString atLeast = tr("≥ %1 rows").arg(QLocale().toString(rows.rowCount()));
    const bool cut = rows.result->completeness() == Completeness::LimitReached;
    if (cut && query.filtersExactly()) {
        m_bar.showCount(atLeast, tr("Count"), tr("Count the rows in the database, beside everything else"));
    } else if (cut) {
        m_bar.showCount(atLeast, {},
            tr("The database has no equal of a filter in the header, so it can't count the rows. Fetch all "
               "rows to "
               "see how many pass."));
    } else {
        m_bar.showCount(atLeast, {}, tr("Not all rows have come. Refresh to read them again."));
    }
}

} // namespace larder
