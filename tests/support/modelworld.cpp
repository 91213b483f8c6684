#include "tests/support/modelworld.h"

#include "cache/memorystore.h"
#include "tests/support/servicebench.h"

namespace larder::test {

namespace {

using namespace std::chrono_literals;

// Room for about a third of what the questions can ask for.
constexpr qint64 kBudgetBytes = 24'000;
constexpr size_t kOpenRuns = 14;
constexpr size_t kShownResults = 6;
constexpr auto kStepTime = 20ms;

constexpr std::array<ModelDatabase::Tables, 6> kTableSets{
    0b00001, 0b00010, 0b00101, 0b11000, 0b10010, 0b01110};

constexpr std::array kSteps{
    &ModelPort::executeNext, &ModelPort::answerStatement, &ModelPort::readNextToken, &ModelPort::answerToken};

} // namespace

ModelWorld::ModelWorld(unsigned seed, ModelFault fault)
    : m_fault(fault)
    , m_random(seed)
    , m_oracle(m_database)
    , m_cache(std::make_unique<MemoryStore>(kBudgetBytes), m_clock)
    , m_hand(m_cache, m_clock, m_oracle, m_random)
    , m_service(m_cache, m_clock)
{
    for (Side& side : m_sides)
        open(side);
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
    closeAll();
    auditEnd();
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
        m_hand.expireRow(files());
    else if (choice < 94)
        below(3) == 0 ? m_hand.pin() : m_hand.undo();
    else if (m_busy || below(12) == 0)
        changeSomething();
}

void ModelWorld::changeSomething()
{
    const unsigned choice = below(100);
    if (choice < 44)
        startWrite();
    else if (choice < 66)
        commitByOthers();
    else if (choice < 73)
        cancelOne();
    else if (choice < 83)
        m_hand.expire(files());
    else if (choice < 87)
        m_hand.undo();
    else if (choice < 90)
        expireByProgram();
    else if (choice < 93)
        m_hand.expireSoftly();
    else if (choice < 94)
        expireAll();
    else if (choice < 95)
        startAfterTheEnd();
    else if (choice < 97)
        reconnect(m_sides.at(below(2)));
    else if (choice < 98)
        m_closing = m_sides.at(below(2)).connection;
    else
        replaceFile();
}

void ModelWorld::startRead()
{
    Side& side = m_sides.at(below(4) == 0 ? 1 : 0);
    QueryRequest request = someRead();
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

QueryRequest ModelWorld::someRead()
{
    if (below(3) == 0)
        return rowRequest();
    QueryRequest request;
    request.sql = modelSelect(kTableSets.at(skewed(unsigned(kTableSets.size()))));
    request.parameters = {{"k", qint64(skewed(3))}};
    return request;
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
    QueryRequest request;
    request.sql = writeFor(*side.port);
    start(side, std::move(request));
}

QByteArray ModelWorld::writeFor(const ModelPort& port)
{
    const ModelSession open = port.session();
    const unsigned choice = below(13);
    if (open.transaction && choice < 7)
        return choice < 2 ? "ROLLBACK" : "COMMIT";
    if (open.peculiarity && choice < 10)
        return "DETACH other";
    if (choice == 9 || choice == 10)
        return "BEGIN";
    if (choice == 11)
        return "VACUUM";
    if (choice == 12)
        return "ATTACH 'other.db' AS other";
    // Often what an undo must not bring back.
    const std::optional<int> expired = below(2) == 0 ? m_hand.expiredTable() : std::nullopt;
    const int table = expired ? *expired : int(below(ModelDatabase::kTables));
    return "UPDATE t" + QByteArray::number(table) + " SET n = n + 1";
}

void ModelWorld::start(Side& side, QueryRequest request)
{
    if (m_open.size() >= kOpenRuns)
        return;
    const auto run = std::make_shared<ModelRun>();
    request.connection = side.connection;
    run->request = request;
    run->asked = m_database.now();
    run->session = side.port->toldSession();
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
    closeAfter(*run, outcome);
}

void ModelWorld::refresh(const std::shared_ptr<ModelRun>& run, const RunOutcome& outcome)
{
    if (++run->refreshed != 1 || !run->mayBeRefreshed) {
        m_oracle.report(ModelViolation::Account,
            QStringLiteral("run %1 refreshed %2 times").arg(quint64(run->id)).arg(run->refreshed));
    }
    judge(*run, outcome);
    m_open.erase(quint64(run->id));
    closeAfter(*run, outcome);
}

void ModelWorld::judge(const ModelRun& run, const RunOutcome& outcome)
{
    if (!run.request.sql.startsWith("SELECT") || outcome.cancelled || outcome.error)
        return;
    m_shown.push_back(outcome.result);
    if (m_shown.size() > kShownResults)
        m_shown.pop_front();
    const ModelPort& port = *sideOf(run.request.connection).port;
    const bool fromCache = outcome.provenance.source != Source::Database;
    m_peculiarReads += port.toldSession().peculiarity && !fromCache ? 1 : 0;
    m_oracle.judge(run, outcome,
        {.told = port.toldSession(),
            .open = common(port.session(), port.toldSession()),
            .knowsFile = port.isIdentityKnown(),
            .isPinned = fromCache && m_hand.isPinned(outcome.provenance.key)});
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

void ModelWorld::expireByProgram()
{
    QueryRequest request = someRead();
    request.connection = m_sides.at(below(2)).connection;
    m_service.expire(request);
    if (m_fileKnownSince && request.technique != Technique::Individual)
        m_oracle.expired(ModelExpiries::What::Query, modelQuery(request.sql, request.parameters));
}

void ModelWorld::expireAll()
{
    m_cache.expireAll({ReasonCode::ExpiredByUser});
    m_oracle.expired(ModelExpiries::What::Everything);
}

void ModelWorld::commitByOthers()
{
    if (!m_database.isLocked())
        m_database.commit(someTables());
}

// A transaction would go on in the file that is gone.
void ModelWorld::replaceFile()
{
    if (!m_sides[0].port->session().transaction && !m_sides[1].port->session().transaction) {
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

void ModelWorld::auditEnd()
{
    for (const auto& [id, run] : m_open) {
        m_oracle.report(ModelViolation::Account,
            QStringLiteral("run %1 finished %2 times, refreshed %3 times")
                .arg(id)
                .arg(run->finished)
                .arg(run->refreshed));
    }
    const qint64 requests = statistics().requests();
    if (m_finished != m_started || requests > m_started - m_refused
        || requests < m_started - m_refused - m_cancelled || m_served != statistics().hits())
        m_oracle.report(ModelViolation::Account, QStringLiteral("at the end: ") + figures());
}

QString ModelWorld::figures() const
{
    const ModelHand::Figures& byHand = m_hand.figures();
    const QList<std::pair<const char*, qint64>> figures{{"runs", m_started}, {"finished", m_finished},
        {"cancelled", m_cancelled}, {"ended with their connection", m_runsClosed},
        {"hits", statistics().hits()}, {"misses", statistics().misses()},
        {"bypasses", statistics().bypasses()}, {"live", m_oracle.judged(Freshness::Live)},
        {"proven fresh", m_oracle.judged(Freshness::ProvenFresh)},
        {"not verified", m_oracle.judged(Freshness::NotVerified)},
        {"in a transaction", m_oracle.judged(Freshness::Snapshot)}, {"beside other tables", m_peculiarReads},
        {"commits", m_database.commits()}, {"evictions", byHand.evictions}, {"of rows", m_rowHits},
        {"refills", m_refills}, {"expiries", byHand.expiries}, {"taken back", byHand.undone},
        {"too late", byHand.undoneTooLate}, {"entries back", byHand.restored}, {"pins", byHand.pins}};
    QStringList texts;
    for (const auto& [name, number] : figures)
        texts << QStringLiteral("%1 %2").arg(number).arg(QLatin1String(name));
    return texts.join(QStringLiteral(", "));
}

ModelWorld::Side& ModelWorld::sideOf(ConnectionId connection)
{
    return m_sides.at(m_sides[0].connection == connection ? 0 : 1);
}

ModelHand::Files ModelWorld::files() const
{
    return {{m_sides[0].port->identity(), m_sides[1].port->identity()}, m_fileKnownSince};
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
