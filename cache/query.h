#pragma once

#include "cache/queryservice.h"

#include <QFuture>

namespace larder {

/// One statement that is being put together and can be asked any number of times, through the cache. Made by
/// Session::query(). Copies are independent. Lives in the thread of the service.
class Query
{
public:
    using Row = std::vector<Value>;

    /// The first row of an answer.
    struct FirstRow
    {
        /// Missing when there is no row, or an error.
        std::optional<Row> row = std::nullopt;
        RunOutcome outcome = {};
    };

    Query(QueryService& service, QueryRequest request);

    /// The value of the next plain `?`.
    Query& bind(Value value);
    /// The value of `:name`, `@name`, `$name` or, if @p name is a number, of `?N`.
    Query& bind(const QByteArray& name, Value value);
    /// Stores the whole result.
    Query& cacheAll() { return as(Technique::All); }
    /// Stores the result so that its rows are found by their primary keys, where it has such rows.
    Query& cacheIndividual() { return as(Technique::Individual); }
    /// Neither looks into the cache nor stores.
    Query& uncached() { return as(Technique::Off); }
    Query& policy(FreshnessPolicy policy);
    Query& ttl(std::chrono::milliseconds ttl);
    /// The most rows to fetch; 0 for all.
    Query& limit(qint64 rows);
    /// A word to expire the stored result by, one of any number.
    Query& tag(const QByteArray& tag);

    /// All rows. Waits for them in an event loop of its own.
    [[nodiscard]] RunOutcome all() const;
    /// The first row of all. The whole result is fetched, and stored, all the same.
    [[nodiscard]] FirstRow first() const;
    /// The same without waiting. Cancelling the future, or the end of @p context, ends the run.
    [[nodiscard]] QFuture<RunOutcome> allAsync(const QObject* context) const;
    /// Calls @p finished in this thread, not from inside this call, as long as @p context lives.
    void all(const QObject* context, std::function<void(RunOutcome)> finished) const;
    void first(const QObject* context, std::function<void(FirstRow)> finished) const;
    /// The next execution is fresh; one that is on its way will not be stored.
    void expire() const { m_service->expire(m_request); }

private:
    Query& as(Technique technique);

    QueryService* m_service;
    QueryRequest m_request;
    int m_plainValues = 0;
};

} // namespace larder
