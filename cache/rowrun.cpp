#include "cache/rowrun.h"

#include "cache/queryrun.h"
#include "cache/rows/rowassembler.h"
#include "cache/rows/rowrefill.h"
#include "cache/valuecell.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryRun", text);
}

// What SQLite takes a table for that the statement names without a schema. Temporary and attached ones make
// the session peculiar, and then the cache is not asked.
QByteArray schemaOf(const SqlRowQuery& query, SqlDialect dialect)
{
    return query.schema.isEmpty() && dialect == SqlDialect::Sqlite ? QByteArray("main") : query.schema;
}

/// The statement that brings rows of @p list again.
std::optional<Statement> statementFor(const CacheEntry& list, const RowRequest& request, SqlDialect dialect)
{
    RowRefill refill{{}, {}, {}, request.keys};
    const QByteArray& table = list.rows->table;
    const std::vector<ColumnInfo>& columns = list.result->columns();
    refill.table = {table.left(table.indexOf('.')), columns.front().originTable.toUtf8()};
    for (const int column : list.rows->keyColumns)
        refill.keyColumns << columns[size_t(column)].originColumn.toUtf8();
    for (const ColumnInfo& column : columns)
        refill.columns << column.originColumn.toUtf8();
    return refillStatement(refill, dialect);
}

// So that rows have the same order whoever answers: that in which an engine finds them by the index of the
// key.
void sortKeys(RowRequest& request)
{
    const size_t width = request.keyColumns.size();
    std::vector<std::span<const Value>> keys;
    for (size_t i = 0; i < request.keys.size(); i += width)
        keys.emplace_back(&request.keys[i], width);
    std::stable_sort(keys.begin(), keys.end(), [](std::span<const Value> one, std::span<const Value> other) {
        return std::lexicographical_compare(
            one.begin(), one.end(), other.begin(), other.end(), isValueBefore);
    });
    std::vector<Value> sorted;
    sorted.reserve(request.keys.size());
    for (const std::span<const Value> key : keys)
        sorted.insert(sorted.end(), key.begin(), key.end());
    request.keys = std::move(sorted);
}

} // namespace

CachedRows RowRun::rows() const
{
    return CachedRows(m_run.m_service.m_cache);
}

std::optional<RowRequest> RowRun::keyRequest() const
{
    const SqlRowQuery* const query = m_run.m_request->rows();
    if (!query || !query->key)
        return std::nullopt;
    const QByteArray schema = schemaOf(*query, m_run.port().dialect());
    auto keys = keysOf(*query->key, m_run.m_request->request().parameters);
    if (schema.isEmpty())
        m_run.m_provenance.notByRow = {ReasonCode::NoKey,
            tr("it names no schema for %1, so single rows can't be looked up by their key")
                .arg(QString::fromUtf8(query->table))};
    if (schema.isEmpty() || !keys)
        return std::nullopt;
    RowRequest request{{m_run.m_components.connection, schema + '.' + query->table}, query->key->columns,
        *std::move(keys), query->columns, m_run.m_components.settings};
    sortKeys(request);
    return request;
}

bool RowRun::lookUp()
{
    m_request = keyRequest();
    if (!m_request)
        return false;
    const CachedRows::Found found = rows().find(*m_request, std::nullopt, m_run.acceptedAge());
    m_run.m_provenance.timings.lookup += m_run.sinceStepBegan();
    const bool answers = found && isWithinLimit(found);
    m_missed = answers ? Reason{ReasonCode::ValidatorChanged} : missed(found.match);
    if (answers && m_run.proves())
        m_run.askToken([run = &m_run](const Result<DatabaseMark>& mark) { run->entryChecked(mark); });
    else if (answers)
        serve(found, Freshness::NotVerified);
    return answers;
}

bool RowRun::answer(std::optional<DatabaseMark> mark)
{
    if (!m_request)
        return false;
    const CachedRows::Found found = rows().find(*m_request, mark);
    const bool answers = found && isWithinLimit(found);
    if (answers)
        serve(found, Freshness::ProvenFresh);
    return answers;
}

bool RowRun::isWithinLimit(const CachedRows::Found& found) const
{
    const qint64 limit = m_run.m_request->request().rowLimit;
    return limit <= 0 || qint64(found.match.rows.rows.size()) <= limit;
}

void RowRun::serve(const CachedRows::Found& found, Freshness freshness)
{
    m_served = true;
    m_run.serve({.result = assembledRows(found.match.rows),
                    .entries = found.entries,
                    .tables = {m_request->scope.table},
                    .storedAt = found.storedAt,
                    .storedWallTime = found.storedWallTime,
                    .fillCost = found.fillCost},
        HitClass::Rows, freshness);
}

ResultPtr RowRun::provenBehind()
{
    if (!std::exchange(m_served, false))
        return {};
    const CachedRows::Found found = rows().find(*m_request, m_run.m_mark);
    if (!found)
        return {};
    m_run.m_entries = found.entries;
    return assembledRows(found.match.rows);
}

bool RowRun::refill(const CacheEntry& list, Freshness freshness)
{
    m_numbers = rows().missing(list.id);
    if (m_numbers.empty())
        return false;
    m_list = list.id;
    m_freshness = freshness;
    const auto missing = qint64(m_numbers.size());
    const RowRequest request = CachedRows::keysOfRows(list, m_numbers);
    const auto mark = freshness == Freshness::ProvenFresh ? m_run.m_mark : std::nullopt;
    const CachedRows::Found found = rows().find(request, mark);
    if (found) {
        // Another result has them, as they are now.
        const RefillVerdict verdict
            = refillVerdict(*list.result, m_numbers, list.rows->keyColumns, *assembledRows(found.match.rows));
        if (verdict == RefillVerdict::Same)
            return false;
        m_run.miss({verdict == RefillVerdict::Gone ? ReasonCode::SuspectMembership : ReasonCode::RowChanged});
        return true;
    }
    const auto statement = statementFor(list, request, m_run.port().dialect());
    const bool mayAsk = m_run.m_request->request().mode != RunMode::CachedOnly;
    const bool isWorthIt = statement && isWorthRefilling(missing, list.result->rowCount());
    const Reason reason = missingRowsReason(
        missing, list.result->rowCount(), list.rows->table, mayAsk ? std::optional(isWorthIt) : std::nullopt);
    if (!isWorthIt || !mayAsk) {
        m_run.miss(reason);
    } else {
        m_run.countAs(EventKind::Miss, reason);
        ask(list, *statement);
    }
    return true;
}

void RowRun::ask(const CacheEntry& list, Statement statement)
{
    m_run.m_provenance.rowsFetched = qint64(m_numbers.size());
    m_run.m_provenance.rowsCached = list.result->rowCount() - m_run.m_provenance.rowsFetched;
    m_run.m_fill = m_run.m_service.m_cache.beginFill(m_run.m_key);
    m_run.m_stage = QueryRun::Stage::Refilling;
    m_run.m_flight
        = m_run.m_service.addFlight(m_run.m_connection, m_run.m_id, std::move(statement), std::nullopt);
    m_run.m_flight->join(m_run.shared_from_this());
    m_run.m_flight->start();
}

void RowRun::refilled(const Flight::Landing& landing)
{
    const StatementOutcome& outcome = landing.outcome;
    m_run.m_stage = QueryRun::Stage::Waiting;
    m_run.m_flight.reset();
    if (outcome.cancelled) {
        m_run.finishCancelled();
        return;
    }
    m_run.m_provenance.timings.execute = outcome.timings.execute;
    m_run.m_provenance.timings.fetch = outcome.timings.fetch;
    m_refill = outcome.result;
    if (outcome.error || !m_refill || outcome.session.inTransaction || m_run.bypassReason()
        || (outcome.database && *outcome.database != m_run.m_components.connection))
        runAgain({ReasonCode::Partial});
    else if (m_freshness == Freshness::ProvenFresh)
        m_run.askToken([this](const Result<DatabaseMark>& mark) { refillChecked(mark); });
    else
        take(*m_refill);
}

// All rows together are what the database had at one moment only if nothing has changed until now.
void RowRun::refillChecked(const Result<DatabaseMark>& mark)
{
    m_run.m_service.applyIdentity(m_run.m_connection);
    if (!mark || mark.value() != m_run.m_mark || m_run.bypassReason())
        runAgain({ReasonCode::ValidatorChanged});
    else
        take(*m_refill);
}

void RowRun::take(const ResultSet& refill)
{
    ResultCache& cache = m_run.m_service.m_cache;
    const CacheEntry* const list = cache.find(m_run.m_key, m_run.m_components).entry;
    if (!list || list->id != m_list || !list->rows) {
        runAgain({ReasonCode::Partial});
        return;
    }
    // More of them may have changed meanwhile.
    const RefillVerdict verdict = rows().missing(m_list) == m_numbers
        ? refillVerdict(*list->result, m_numbers, list->rows->keyColumns, refill)
        : RefillVerdict::Changed;
    if (verdict != RefillVerdict::Same) {
        runAgain({verdict == RefillVerdict::Gone ? ReasonCode::SuspectMembership : ReasonCode::RowChanged});
        return;
    }
    const QueryRun::Hit hit{.result = list->result,
        .entries = {list->id},
        .tables = list->facts->tables,
        .mark = list->stamp.validator,
        .storedAt = list->storedAt,
        .storedWallTime = list->storedWallTime};
    const FillTicket ticket = *std::exchange(m_run.m_fill, std::nullopt);
    rows().confirm(m_list, ticket);
    cache.abandonFill(ticket);
    m_run.m_entries = hit.entries;
    m_run.m_provenance.source = Source::Partial;
    m_run.m_provenance.stored = true;
    m_run.tellAge(hit, m_freshness);
    m_run.deliverCached(hit);
}

/// It was counted when the rows were asked for.
void RowRun::runAgain(const Reason& reason)
{
    if (m_run.m_fill)
        m_run.m_service.m_cache.abandonFill(*std::exchange(m_run.m_fill, std::nullopt));
    m_run.m_provenance.reason = reason;
    m_run.m_provenance.rowsCached = m_run.m_provenance.rowsFetched = 0;
    m_run.m_mark.reset();
    if (m_run.bypassReason())
        m_run.load(std::nullopt);
    else
        m_run.stampThenLoad();
}

void RowRun::landed(const Flight::Landing& landing)
{
    if (landing.notByRow)
        m_run.m_provenance.notByRow = landing.notByRow;
    if (m_request && landing.stored)
        rows().noteAbsent(landing.entry, *m_request);
}

Reason RowRun::missReason(const Reason& reason) const
{
    const bool isKnown = reason.code != ReasonCode::FirstSeen && reason.code != ReasonCode::KeyDiffers;
    return isKnown || !m_missed ? reason : m_missed;
}

Reason RowRun::missed(const RowMatch& match) const
{
    const size_t asked = m_request->keys.size() / m_request->keyColumns.size();
    if (match.outcome == RowMatch::Outcome::ColumnMissing)
        return {ReasonCode::Projection, QString::fromUtf8(match.missingColumns.join(", "))};
    if (match.outcome == RowMatch::Outcome::UnknownRow && match.missingKeys.size() < asked)
        return missingRowsReason(
            qint64(match.missingKeys.size()), qint64(asked), m_request->scope.table, false);
    return {};
}

} // namespace larder
