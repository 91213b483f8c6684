#include "cache/preparedrequest.h"

#include "cache/classificationreason.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

// Of what is trusted without asking the database (CACHE.md, "Defaults").
constexpr std::chrono::milliseconds kDefaultTtl = std::chrono::seconds(60);

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryRun", text);
}

Technique techniqueOf(SqlHint::Technique technique)
{
    switch (technique) {
    case SqlHint::Technique::Off:
        return Technique::Off;
    case SqlHint::Technique::All:
        return Technique::All;
    case SqlHint::Technique::Individual:
        return Technique::Individual;
    }
    Q_UNREACHABLE();
}

} // namespace

// A hint overrides technique and TTL; a malformed one overrides nothing (CACHE.md, rule 8), and is told of.
PreparedRequest::PreparedRequest(QueryRequest request, std::shared_ptr<const StatementReading> reading)
    : m_request(std::move(request))
    , m_reading(std::move(reading))
{
    // One key, in whichever order the values were given.
    const auto isBefore = [](const Parameter& a, const Parameter& b) { return a.name < b.name; };
    if (!std::is_sorted(m_request.parameters.begin(), m_request.parameters.end(), isBefore)) {
        m_sorted = m_request.parameters;
        std::sort(m_sorted.begin(), m_sorted.end(), isBefore);
    }
    const SqlHint* const hint = followedHint();
    if (hint && hint->technique)
        m_request.technique = techniqueOf(*hint->technique);
    if (hint && hint->ttl)
        m_request.ttl = *hint->ttl;
    else if (m_request.policy == FreshnessPolicy::Ttl && !m_request.ttl)
        m_request.ttl = kDefaultTtl;
    if (m_request.technique == Technique::Individual && !m_reading->rows.isEligible()) {
        m_request.technique = Technique::All;
        m_notByRow = {ReasonCode::NoKey, QString::fromUtf8(sqlRowObstacleName(m_reading->rows.obstacle))};
    }
}

const SqlRowQuery* PreparedRequest::rows() const
{
    return m_request.technique == Technique::Individual ? &m_reading->rows : nullptr;
}

// Fails closed: what is not known may change data. Settings are no matter of transactions, or are refused
// there.
bool isForATransaction(const SqlClassification& read)
{
    static const QByteArrayList others{"ANALYZE", "ATTACH", "DETACH", "DISCARD", "LISTEN", "PRAGMA", "RESET",
        "SET", "SHOW", "UNLISTEN", "USE", "VACUUM"};
    return !read.readOnly && !read.transactionControl && !others.contains(read.verb);
}

QByteArray PreparedRequest::ignoredHint() const
{
    const std::optional<SqlHint>& hint = m_reading->hint;
    return hint && hint->malformed ? m_request.sql.mid(hint->token.offset, hint->token.length) : QByteArray();
}

Reason PreparedRequest::bypassReason(const SessionState& session) const
{
    if (m_request.policy == FreshnessPolicy::Off)
        return {ReasonCode::Off};
    if (m_request.technique == Technique::Off)
        return followedHint() ? Reason{ReasonCode::Bypass, tr("hint in the statement")}
                              : Reason{ReasonCode::Off};
    if (const Reason reason = classificationReason(m_reading->classification, m_request.sql))
        return reason;
    if (session.inTransaction)
        return {ReasonCode::InTransaction};
    if (!session.peculiarity.isEmpty())
        return {ReasonCode::Bypass, session.peculiarity};
    if (m_request.mode == RunMode::Uncached)
        return {ReasonCode::Bypass,
            m_request.purpose.isEmpty() ? tr("run without the cache") : m_request.purpose};
    return {};
}

Lifetime PreparedRequest::lifetime() const
{
    const SqlHint* const hint = followedHint();
    return {m_request.ttl, m_request.idleTtl, hint && hint->ttl};
}

const SqlHint* PreparedRequest::followedHint() const
{
    const std::optional<SqlHint>& hint = m_reading->hint;
    return hint && !hint->malformed ? &*hint : nullptr;
}

const std::vector<Parameter>& PreparedRequest::parameters() const
{
    return m_sorted.empty() ? m_request.parameters : m_sorted;
}

CacheKey PreparedRequest::key(const ConnectionIdentity& connection, const SessionState& session) const
{
    return CacheKey(KeyView{m_request.technique, connection, m_reading->normalized, parameters(),
        m_request.rowLimit, session.settings, NumericPrecision::Exact, &m_reading->digest});
}

KeyComponents PreparedRequest::components(
    const ConnectionIdentity& connection, const SessionState& session) const
{
    return {.technique = m_request.technique,
        .connection = connection,
        .sql = m_reading->normalized,
        .parameters = parameters(),
        .rowLimit = m_request.rowLimit,
        .settings = session.settings};
}

} // namespace larder
