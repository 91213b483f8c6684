#include "cache/schemarun.h"

#include "cache/schemaresult.h"

namespace larder {

SchemaRun::SchemaRun(
    QueryService& service, ConnectionId connection, const QObject* context, QueryService::SchemaLoaded loaded)
    : m_service(service)
    , m_connection(connection)
    , m_context(context)
    , m_loaded(std::move(loaded))
{
}

SchemaRun::~SchemaRun()
{
    if (m_fill)
        m_service.m_cache.abandonFill(*m_fill);
}

void SchemaRun::begin()
{
    m_service.applyIdentity(m_connection);
    prepareKey();
    if (!mayBeKept())
        load(std::nullopt);
    else if (m_service.m_cache.find(m_key, m_components).entry)
        askToken(&SchemaRun::checked);
    else
        stampThenLoad();
}

bool SchemaRun::mayBeKept() const
{
    const SessionState session = m_service.session(m_connection);
    return port().tokenScope() == TokenScope::Definitions && !session.inTransaction
        && session.peculiarity.isEmpty();
}

void SchemaRun::prepareKey()
{
    m_components = {.technique = Technique::Schema, .connection = port().identity(), .sql = {}};
    m_key = CacheKey(m_components);
}

void SchemaRun::askToken(void (SchemaRun::*next)(std::optional<DatabaseMark>))
{
    m_stepBegan = m_service.m_clock.now();
    port().readToken([self = weak_from_this(), next](const Result<ValidatorToken>& token) {
        const auto run = self.lock();
        if (!run)
            return;
        std::optional<DatabaseMark> mark;
        if (token)
            mark = run->m_service.m_cache.noteToken(run->m_connection, token.value(), run->port().identity());
        ((*run).*next)(mark);
    });
}

// The wait was long enough for a transaction to begin, or for the file to be exchanged.
void SchemaRun::checked(std::optional<DatabaseMark> mark)
{
    m_service.applyIdentity(m_connection);
    prepareKey();
    if (!mayBeKept()) {
        load(std::nullopt);
        return;
    }
    ResultCache& cache = m_service.m_cache;
    const CacheEntry* const entry = cache.find(m_key, m_components).entry;
    if (entry && mark && entry->stamp.validator == mark) {
        const EntryId id = entry->id;
        const SchemaPtr schema = entry->schema;
        const std::chrono::nanoseconds cost = m_service.m_clock.now() - m_stepBegan;
        const std::chrono::nanoseconds saved = entry->fillCost() - cost;
        cache.recordProof(id, cost);
        cache.recordHit(id, saved, cost);
        deliver(schema);
        return;
    }
    if (entry) {
        cache.expire({entry->id},
            mark ? cache.validators().whyNotProven(entry->stamp.validator, *mark)
                 : Reason{ReasonCode::ValidatorUnknown},
            cache.validators().endOf(entry->stamp.validator));
    }
    stampThenLoad();
}

void SchemaRun::stampThenLoad()
{
    m_fill = m_service.m_cache.beginFill(m_key);
    askToken(&SchemaRun::load);
}

void SchemaRun::load(std::optional<DatabaseMark> mark)
{
    m_mark = mark;
    m_stepBegan = m_service.m_clock.now();
    port().loadSchema([self = weak_from_this()](Result<Schema> schema) {
        if (const auto run = self.lock())
            run->loaded(std::move(schema));
    });
}

void SchemaRun::loaded(Result<Schema> schema)
{
    if (!schema) {
        deliver(schema.error());
        return;
    }
    const auto read = std::make_shared<const Schema>(std::move(schema.value()));
    m_service.applyIdentity(m_connection);
    // What can't be proven is not kept: it would never be served.
    if (m_fill && m_mark && mayBeKept() && port().identity() == m_components.connection)
        store(read);
    deliver(SchemaPtr(read));
}

void SchemaRun::store(const SchemaPtr& schema)
{
    const CacheFill fill{.key = m_key,
        .components = m_components,
        .result = schemaResult(*schema),
        .schema = schema,
        .validator = m_mark,
        .cost = {.execute = m_service.m_clock.now() - m_stepBegan}};
    (void)m_service.m_cache.land(*std::exchange(m_fill, std::nullopt), fill);
}

void SchemaRun::deliver(const Result<SchemaPtr>& schema)
{
    const auto self = shared_from_this();
    m_service.forget(*this);
    if (m_context)
        m_loaded(schema);
}

DatabasePort& SchemaRun::port() const
{
    return *m_service.connection(m_connection)->port;
}

} // namespace larder
