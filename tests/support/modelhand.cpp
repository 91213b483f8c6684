#include "tests/support/modelhand.h"

namespace larder::test {

namespace {

using namespace std::chrono_literals;

// More would leave little room for all else.
constexpr qsizetype kPinnedAtOnce = 4;
constexpr auto kTimeForUndo = 10s;

// Parameters of a query are below it.
constexpr qint64 kParameters = 3;

} // namespace

ModelHand::ModelHand(ResultCache& cache, ManualClock& clock, ModelOracle& oracle, std::mt19937& random)
    : m_cache(cache)
    , m_clock(clock)
    , m_oracle(oracle)
    , m_random(random)
    , m_control(cache, clock)
{
    QObject::connect(&m_cache, &ResultCache::entryRemoved, &m_context,
        [this](EntryId id, const Reason& reason) { removed(id, reason); });
    QObject::connect(&m_cache, &ResultCache::entryStored, &m_context, [this](EntryId id) { stored(id); });
}

void ModelHand::removed(EntryId id, const Reason& reason)
{
    // What is expired by hand goes with its pin; else that waits for the next answer.
    if (m_pinned.contains(id) && reason.code != ReasonCode::ExpiredByUser)
        m_waiting.insert(m_pinned.at(id));
    if (reason.code != ReasonCode::Evicted)
        return;
    ++m_figures.evictions;
    if (m_pinned.contains(id))
        m_oracle.report(ModelViolation::Pin, QStringLiteral("entry %1 was evicted").arg(quint64(id)));
}

void ModelHand::stored(EntryId id)
{
    for (const EntryInfo& entry : m_cache.entries()) {
        if (entry.id == id && m_waiting.erase(entry.facts->key) > 0)
            m_pinned.emplace(id, entry.facts->key);
    }
}

void ModelHand::expire(const Files& files)
{
    const unsigned choice = below(12);
    const ConnectionIdentity& database = files.ofSides.at(below(2));
    if (choice < 4) {
        expireEntries(files);
    } else if (choice < 6) {
        expireSql(files);
    } else if (choice < 10) {
        const int table = int(below(ModelDatabase::kTables));
        begin(files);
        m_control.expireTable(database, "main.t" + QByteArray::number(table));
        m_expiredTable = table;
        if (m_oracleKnows)
            m_oracle.expired(ModelExpiries::What::Table, table);
    } else {
        begin(files);
        if (choice < 11)
            m_control.expireDatabase(database);
        else
            m_control.expireEverything();
        if (m_oracleKnows)
            m_oracle.expired(ModelExpiries::What::Everything);
    }
}

void ModelHand::begin(const Files& files)
{
    m_expiredAt = m_clock.now();
    m_expiredTable.reset();
    m_oracleKnows = files.knownSince.has_value();
    if (m_oracleKnows)
        m_oracle.expiresByHand();
    ++m_figures.expiries;
}

void ModelHand::expireEntries(const Files& files)
{
    std::vector<EntryId> ids;
    begin(files);
    for (unsigned count = 1 + below(4); count > 0; --count) {
        const std::optional<EntryInfo> chosen = someEntry();
        if (!chosen)
            continue;
        ids.push_back(chosen->id);
        const QByteArray& sql = chosen->facts->sql;
        const std::vector<Parameter>& parameters = chosen->facts->components.parameters;
        if (m_oracleKnows && chosen->created >= *files.knownSince && !modelRowQuestion(sql, parameters))
            m_oracle.expired(ModelExpiries::What::Query, modelQuery(sql, parameters));
    }
    m_control.expireEntries(ids);
}

void ModelHand::expireSql(const Files& files)
{
    const std::optional<EntryInfo> chosen = someEntry();
    if (!chosen)
        return;
    const KeyComponents& components = chosen->facts->components;
    const bool isPresent = files.knownSince && components.connection == files.ofSides.front();
    begin(files);
    m_control.expireSql(components.connection, components.sql);
    if (!isPresent || modelRowQuestion(components.sql, components.parameters))
        return;
    for (qint64 k = 0; k < kParameters; ++k)
        m_oracle.expired(ModelExpiries::What::Query, modelQuery(components.sql, {{"k", k}}));
}

void ModelHand::expireRow(const Files& files)
{
    const int table = int(std::min(below(ModelDatabase::kTables), below(ModelDatabase::kTables)));
    const qint64 id = below(9);
    for (const ConnectionIdentity& database : files.ofSides)
        m_control.expireRow(database, "main.t" + QByteArray::number(table), {id});
    if (files.knownSince)
        m_oracle.expired(ModelExpiries::What::Row, ModelExpiries::row(table, id));
    ++m_figures.expiries;
}

void ModelHand::expireSoftly()
{
    if (const std::optional<EntryInfo> chosen = someEntry())
        m_control.expireSoftly({chosen->id});
}

void ModelHand::undo()
{
    if (below(8) == 0)
        m_clock.advance(kTimeForUndo);
    const bool isInTime = m_expiredAt && m_clock.now() < *m_expiredAt + kTimeForUndo;
    // By the clock on the wall it may be over sooner.
    const bool offered = m_control.canUndo();
    const qint64 restored = m_control.undo();
    if ((offered && !isInTime) || (restored > 0 && !offered)) {
        m_oracle.report(ModelViolation::Undo,
            QStringLiteral("%1 entries came back at %2, too late").arg(restored).arg(m_oracle.now()));
    }
    if (offered && m_oracleKnows)
        m_oracle.takenBack();
    m_figures.undone += offered ? 1 : 0;
    m_figures.undoneTooLate += m_expiredAt && !isInTime ? 1 : 0;
    m_figures.restored += restored;
    m_expiredAt.reset();
    m_expiredTable.reset();
    auditPins();
}

void ModelHand::pin()
{
    std::vector<EntryId> pinned;
    for (const EntryInfo& entry : m_cache.entries()) {
        if (entry.pinned)
            pinned.push_back(entry.id);
    }
    if (!pinned.empty() && (std::ssize(pinned) >= kPinnedAtOnce || below(2) == 0)) {
        const EntryId id = pinned.at(below(unsigned(pinned.size())));
        m_control.setPinned({id}, false);
        m_pinned.erase(id);
    } else if (const std::optional<EntryInfo> chosen = someEntry()) {
        m_control.setPinned({chosen->id}, true);
        m_pinned.emplace(chosen->id, chosen->facts->key);
        ++m_figures.pins;
    }
    auditPins();
}

bool ModelHand::isPinned(const QByteArray& key) const
{
    const std::vector<EntryInfo> entries = m_cache.entries();
    return std::any_of(entries.begin(), entries.end(),
        [&](const EntryInfo& entry) { return entry.pinned && entry.facts->key == key; });
}

void ModelHand::auditPins()
{
    for (const EntryInfo& entry : m_cache.entries()) {
        if (entry.pinned != m_pinned.contains(entry.id))
            m_oracle.report(ModelViolation::Pin,
                QStringLiteral("entry %1 is pinned: %2").arg(quint64(entry.id)).arg(int(entry.pinned)));
    }
}

std::optional<EntryInfo> ModelHand::someEntry()
{
    const std::vector<EntryInfo> entries = m_cache.entries();
    return entries.empty() ? std::nullopt : std::optional(entries.at(below(unsigned(entries.size()))));
}

} // namespace larder::test
