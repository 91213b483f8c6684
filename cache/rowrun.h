#pragma once

#include "cache/cachedrows.h"
#include "cache/flight.h"

namespace larder {

class QueryRun;

/// The part of a run that finds rows by their keys: answers `WHERE pk = ?` from rows that other results
/// brought, and asks for the rows of a list again that are no longer known (CACHE.md, "cache_individual").
/// Used by QueryRun only, which calls it when it has the key of the request.
class RowRun
{
public:
    explicit RowRun(QueryRun& run) : m_run(run) { }

    /// Whether rows answer the request, at once or as soon as the database was asked; else the list has to be
    /// looked for.
    [[nodiscard]] bool lookUp();
    /// The database is at @p mark: whether rows that it has there answered.
    [[nodiscard]] bool answer(std::optional<DatabaseMark> mark);
    /// The rows that were served before the database was asked, if it has the same.
    [[nodiscard]] ResultPtr provenBehind();
    /// Whether @p list has rows that are not known any more, and something is being done about it.
    [[nodiscard]] bool refill(const CacheEntry& list, Freshness freshness);
    /// What was asked for by refill() is there.
    void refilled(const Flight::Landing& landing);
    /// The answer of the request's own statement is there.
    void landed(const Flight::Landing& landing);
    /// Why the request was not answered, where rows know it better than @p reason.
    [[nodiscard]] Reason missReason(const Reason& reason) const;

private:
    [[nodiscard]] std::optional<RowRequest> keyRequest() const;
    [[nodiscard]] Reason missed(const RowMatch& match) const;
    [[nodiscard]] bool isWithinLimit(const CachedRows::Found& found) const;
    void serve(const CachedRows::Found& found, Freshness freshness);
    void ask(const CacheEntry& list, Statement statement);
    void refillChecked(const Result<DatabaseMark>& mark);
    void take(const ResultSet& rows);
    void runAgain(const Reason& reason);
    [[nodiscard]] CachedRows rows() const;

    QueryRun& m_run;
    // Where the statement asks for rows by their keys.
    std::optional<RowRequest> m_request;
    // Why they did not answer, where there is more to say than that they were not seen before.
    Reason m_missed;
    bool m_served = false;
    // The list whose rows are asked for again, and which of them.
    EntryId m_list = {};
    std::vector<qint64> m_numbers;
    Freshness m_freshness = Freshness::NotVerified;
    ResultPtr m_refill;
};

} // namespace larder
