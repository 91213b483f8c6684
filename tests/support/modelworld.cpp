#include "tests/support/modelworld.h"

#include "cache/memorystore.h"
#include "tests/support/servicebench.h"

namespace larder::test {

namespace {

using namespace std::chrono_literals;

// Room for about a third of what the questions can ask for.
constexpr qint64 kBudgetBytes = 16'000;
constexpr size_t kOpenRuns = 14;
constexpr size_t kShownResults = 6;
constexpr auto kStepTime = 20ms;

constexpr std::array<ModelDatabase::Tables, 6> kTableSets{
    0b00001, 0b00010, 0b00101, 0b11000, 0b10010, 0b01110};

constexpr std::array kSteps{
    &ModelPort::executeNext, &ModelPort::answerStatement, &ModelPort::readNextToken, &ModelPort::answerToken};

} // namespace

ModelWorld::ModelWorld(unsigned seed, ModelFault fault)
    : m_random(seed)
    , m_oracle(m_database)
    , m_cache(std::make_unique<MemoryStore>(kBudgetBytes), m_clock)
    , m_control(m_cache, m_clock)
    , m_service(m_cache, m_clock)
{
    for (size_t i = 0; i < m_sides.size(); ++i) {
        auto port = std::make_unique<ModelPort>(m_database, QByteArray(1, char('a' + i)), fault,
            unsigned(m_random()),
            [this](ModelDatabase::Tables tables, ModelDatabase::Moment at) { m_oracle.written(tables, at); });
        m_sides.at(i).port = port.get();
        m_sides.at(i).connection = m_service.addConnection(std::move(port));
    }
    QObject::connect(&m_cache, &ResultCache::entryRemoved, &m_context,
        [this](EntryId, const Reason& reason) { m_evictions += reason.code == ReasonCode::Evicted ? 1 : 0; });
}

ModelWorld::~ModelWorld() = default;

void ModelWorld::run(int operations)
{
    for (int i = 0; i < operations; ++i) {
        // Long quiet times, in which answers can be proven, and busy ones, in which they must not be.
        if (i % 500 == 0)
            m_busy = below(2) == 0;
        step();
        audit();
    }
    drain();
    audit();
    for (const auto& [id, run] : m_open) {
        m_oracle.report(ModelViolation::Account,
            QStringLiteral("run %1 finished %2 times, refreshed %3 times")
                .arg(id)
                .arg(run->finished)
                .arg(run->refreshed));
    }
    const qint64 requests = statistics().requests();
    if (m_finished != m_started || requests > m_started || requests < m_started - m_cancelled
        || m_served != statistics().hits())
        m_oracle.report(ModelViolation::Account, QStringLiteral("at the end: ") + figures());
}

void ModelWorld::step()
{
    m_database.tick();
    m_clock.advance(kStepTime);
    const unsigned choice = below(100);
    if (choice < 18)
        startRead();
    else if (choice < 28)
        settle();
    else if (choice < 91)
        advancePorts();
    else if (choice < 93)
        expireRow();
    else if (m_busy || below(12) == 0)
        changeSomething();
}

void ModelWorld::changeSomething()
{
    const unsigned choice = below(100);
    if (choice < 45)
        startWrite();
    else if (choice < 75)
        commitByOthers();
    else if (choice < 85)
        cancelOne();
    else if (choice < 93)
        expireOne();
    else if (choice < 96)
        expireSoftly();
    else if (choice < 98)
        expireAll();
    else
        replaceFile();
}

void ModelWorld::startRead()
{
    Side& side = m_sides.at(below(4) == 0 ? 1 : 0);
    QueryRequest request = below(3) == 0 ? rowRequest() : QueryRequest();
    if (request.sql.isEmpty()) {
        request.sql = modelSelect(kTableSets.at(skewed(unsigned(kTableSets.size()))));
        request.parameters = {{"k", qint64(skewed(3))}};
    }
    const unsigned policy = below(100);
    if (policy < 20) {
        request.policy = FreshnessPolicy::Instant;
    } else if (policy < 38) {
        request.policy = FreshnessPolicy::Ttl;
        request.ttl = 1s * (1 + below(60));
    } else if (policy < 42) {
        request.policy = FreshnessPolicy::Off;
    }
    if (below(12) == 0)
        request.mode = RunMode::Fresh;
    start(side, std::move(request));
}

QueryRequest ModelWorld::rowRequest()
{
    QueryRequest request;
    request.technique = Technique::Individual;
    const QByteArray from = " FROM t" + QByteArray::number(skewed(ModelDatabase::kTables));
    request.sql = (below(3) == 0 ? "SELECT n, id" : "SELECT id, n") + from;
    const unsigned keys = below(4);
    if (keys == 1 || keys == 2) {
        request.sql += keys == 1 ? " WHERE id = :a" : " WHERE id IN (:a, :b)";
        for (unsigned i = 0; i < keys; ++i)
            request.parameters.push_back({QByteArray(1, char('a' + i)), qint64(below(9))});
    }
    return request;
}

void ModelWorld::startWrite()
{
    Side& side = m_sides.at(below(2));
    const unsigned choice = below(12);
    QueryRequest request;
    request.sql = "UPDATE t" + QByteArray::number(below(ModelDatabase::kTables)) + " SET n = n + 1";
    if (side.port->transaction() && choice < 7)
        request.sql = choice < 2 ? "ROLLBACK" : "COMMIT";
    else if (choice == 9 || choice == 10)
        request.sql = "BEGIN";
    else if (choice == 11)
        request.sql = "VACUUM";
    start(side, std::move(request));
}

void ModelWorld::start(Side& side, QueryRequest request)
{
    if (m_open.size() >= kOpenRuns)
        return;
    const auto run = std::make_shared<ModelRun>();
    request.connection = side.connection;
    run->request = request;
    run->asked = m_database.now();
    run->transaction = side.port->toldTransaction();
    run->id = m_service.start(std::move(request), &m_context,
        {.finished = [this, run](const RunOutcome& outcome) { finish(run, outcome); },
            .refreshed = [this, run](const RunOutcome& outcome) { refresh(run, outcome); }});
    m_open.insert_or_assign(quint64(run->id), run);
    ++m_started;
}

void ModelWorld::finish(const std::shared_ptr<ModelRun>& run, const RunOutcome& outcome)
{
    ++m_finished;
    m_cancelled += outcome.cancelled ? 1 : 0;
    const Source source = outcome.provenance.source;
    const bool fromCache = source != Source::Database;
    m_served += fromCache && source != Source::Partial ? 1 : 0;
    m_rowHits += source == Source::RowCache ? 1 : 0;
    m_refills += source == Source::Partial ? 1 : 0;
    run->awaitsCheck = fromCache && run->request.policy == FreshnessPolicy::Instant
        && outcome.provenance.freshness == Freshness::NotVerified;
    run->mayBeRefreshed = run->awaitsCheck || outcome.provenance.freshness == Freshness::Stale;
    if (++run->finished != 1 || (outcome.cancelled && !run->cancelled)) {
        m_oracle.report(ModelViolation::Account,
            QStringLiteral("run %1 finished %2 times").arg(quint64(run->id)).arg(run->finished));
    }
    judge(*run, outcome);
    if (!run->awaitsCheck)
        m_open.erase(quint64(run->id));
}

void ModelWorld::refresh(const std::shared_ptr<ModelRun>& run, const RunOutcome& outcome)
{
    if (++run->refreshed != 1 || !run->mayBeRefreshed) {
        m_oracle.report(ModelViolation::Account,
            QStringLiteral("run %1 refreshed %2 times").arg(quint64(run->id)).arg(run->refreshed));
    }
    judge(*run, outcome);
    m_open.erase(quint64(run->id));
}

void ModelWorld::judge(const ModelRun& run, const RunOutcome& outcome)
{
    if (!run.request.sql.startsWith("SELECT"))
        return;
    m_shown.push_back(outcome.result);
    if (m_shown.size() > kShownResults)
        m_shown.pop_front();
    const ModelPort& port = *sideOf(run.request.connection).port;
    const bool inTransaction = port.transaction() && port.transaction() == port.toldTransaction();
    m_oracle.judge(run, outcome,
        {.inTransaction = inTransaction,
            .sameTransaction = inTransaction && port.transaction() == run.transaction,
            .knowsFile = port.isIdentityKnown()});
}

void ModelWorld::cancelOne()
{
    if (m_open.empty())
        return;
    const auto chosen = std::next(m_open.begin(), below(unsigned(m_open.size())));
    const std::shared_ptr<ModelRun> run = chosen->second;
    run->cancelled = true;
    m_service.cancel(run->id);
}

void ModelWorld::expireOne()
{
    const std::vector<EntryInfo> entries = m_cache.entries();
    if (entries.empty())
        return;
    const EntryInfo& chosen = entries.at(below(unsigned(entries.size())));
    m_cache.expire({chosen.id}, {ReasonCode::ExpiredByUser});
    // An entry of a file that is gone is another one, and says nothing of the rows that are on their way.
    const QByteArray& sql = chosen.facts->sql;
    const std::vector<Parameter>& parameters = chosen.facts->components.parameters;
    if (m_fileKnownSince && chosen.created >= *m_fileKnownSince && !modelRowQuestion(sql, parameters))
        m_oracle.expired(modelQuery(sql, parameters));
    ++m_expiries;
}

void ModelWorld::expireRow()
{
    const int table = int(skewed(ModelDatabase::kTables));
    const qint64 id = below(9);
    for (const Side& side : m_sides)
        m_control.expireRow(side.port->identity(), "main.t" + QByteArray::number(table), {id});
    // What is on its way from a file that nobody knows of yet is not meant.
    if (m_fileKnownSince)
        m_oracle.rowExpired(table, id);
    ++m_expiries;
}

void ModelWorld::expireSoftly()
{
    const std::vector<EntryInfo> entries = m_cache.entries();
    if (!entries.empty())
        m_control.expireSoftly({entries.at(below(unsigned(entries.size()))).id});
}

void ModelWorld::expireAll()
{
    m_cache.expireAll({ReasonCode::ExpiredByUser});
    m_oracle.allExpired();
    ++m_expiries;
}

void ModelWorld::commitByOthers()
{
    if (!m_database.isLocked())
        m_database.commit(someTables());
}

// A transaction would go on in the file that is gone.
void ModelWorld::replaceFile()
{
    if (!m_sides[0].port->transaction() && !m_sides[1].port->transaction()) {
        m_database.replaceFile();
        m_fileKnownSince.reset();
    }
}

// The steps of the ports that wait for nothing but their turn; the first one is chosen by chance.
bool ModelWorld::advancePorts()
{
    const size_t first = below(4);
    const size_t side = below(4) == 0 ? 1 : 0;
    for (size_t i = 0; i < 2 * kSteps.size(); ++i) {
        ModelPort& port = *m_sides.at((side + i / kSteps.size()) % m_sides.size()).port;
        if ((port.*kSteps.at((first + i) % kSteps.size()))())
            return true;
    }
    return false;
}

void ModelWorld::drain()
{
    bool goesOn = true;
    while (goesOn) {
        goesOn = false;
        for (const Side& side : m_sides) {
            for (const auto next : kSteps) {
                m_database.tick();
                settle();
                goesOn = (side.port->*next)() || goesOn;
            }
        }
    }
}

void ModelWorld::audit()
{
    const CacheStatistics& counted = statistics();
    if (!m_fileKnownSince && m_sides[0].port->isIdentityKnown() && m_sides[1].port->isIdentityKnown())
        m_fileKnownSince = m_clock.wallTime();
    const CacheStore& store = m_cache.store();
    if (counted.requests() != counted.hits() + counted.misses() + counted.bypasses())
        m_oracle.report(ModelViolation::Account, QStringLiteral("counters: ") + figures());
    if (store.usedBytes() > store.budgetBytes() || store.usedBytes() < 0)
        m_oracle.report(ModelViolation::Account, QStringLiteral("%1 bytes used").arg(store.usedBytes()));
}

QString ModelWorld::figures() const
{
    return QStringLiteral(
        "%1 runs, %2 finished, %3 cancelled, %4 hits, %5 misses, %6 bypasses; %7 live, "
        "%8 proven fresh, %9 not verified, %10 in a transaction; %11 commits, %12 expiries, "
        "%13 evictions; %14 of rows, %15 refills")
        .arg(m_started)
        .arg(m_finished)
        .arg(m_cancelled)
        .arg(statistics().hits())
        .arg(statistics().misses())
        .arg(statistics().bypasses())
        .arg(m_oracle.judged(Freshness::Live))
        .arg(m_oracle.judged(Freshness::ProvenFresh))
        .arg(m_oracle.judged(Freshness::NotVerified))
        .arg(m_oracle.judged(Freshness::Snapshot))
        .arg(m_database.commits())
        .arg(m_expiries)
        .arg(m_evictions)
        .arg(m_rowHits)
        .arg(m_refills);
}

ModelWorld::Side& ModelWorld::sideOf(ConnectionId connection)
{
    return m_sides.at(m_sides[0].connection == connection ? 0 : 1);
}

ModelDatabase::Tables ModelWorld::someTables()
{
    return 1U << below(ModelDatabase::kTables);
}

unsigned ModelWorld::skewed(unsigned limit)
{
    return std::min(below(limit), below(limit));
}

} // namespace larder::test
