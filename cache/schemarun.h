#pragma once

#include "cache/queryservice.h"

#include <QPointer>

namespace larder {

/// The tables and views of one database on their way through the cache, where they are an entry as results
/// are: look up, check, load. Never served without the proof that nothing has changed, whatever the policy.
/// Counts as no run. Used by QueryService only.
class SchemaRun : public std::enable_shared_from_this<SchemaRun>
{
public:
    SchemaRun(QueryService& service, ConnectionId connection, const QObject* context,
        QueryService::SchemaLoaded loaded);
    ~SchemaRun();

    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    void begin();

private:
    // Whether tokens tell of it, and the session sees what a new one would.
    [[nodiscard]] bool mayBeKept() const;
    void prepareKey();
    void askToken(void (SchemaRun::*next)(std::optional<DatabaseMark>));
    void checked(std::optional<DatabaseMark> mark);
    void stampThenLoad();
    void load(std::optional<DatabaseMark> mark);
    void loaded(Result<Schema> schema);
    void store(const SchemaPtr& schema);
    void deliver(const Result<SchemaPtr>& schema);
    [[nodiscard]] DatabasePort& port() const;

    QueryService& m_service;
    const ConnectionId m_connection;
    QPointer<const QObject> m_context;
    QueryService::SchemaLoaded m_loaded;
    KeyComponents m_components;
    CacheKey m_key;
    std::optional<DatabaseMark> m_mark;
    // Taken before the token is read; there is none where the answer is not to be stored.
    std::optional<FillTicket> m_fill;
    Clock::TimePoint m_stepBegan = {};
};

} // namespace larder
