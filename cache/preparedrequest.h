#pragma once

#include "cache/cachekey.h"
#include "cache/lifetime.h"
#include "cache/statementcache.h"
#include "cache/statementfacts.h"

namespace larder {

/// What the statement does, which may change data, can be taken back with the transaction that it runs in.
[[nodiscard]] bool isForATransaction(const SqlClassification& read);

/// A request together with what its text says: a hint in it is followed, and whether and as what it may be
/// cached can be asked.
class PreparedRequest
{
public:
    PreparedRequest(QueryRequest request, std::shared_ptr<const StatementReading> reading);

    /// With what the hint asks for.
    [[nodiscard]] const QueryRequest& request() const { return m_request; }
    /// What the text says of the rows that it reads, where they are to be found one by one.
    [[nodiscard]] const SqlRowQuery* rows() const;
    /// Why they can't be, although that was asked for: the whole result is stored instead.
    [[nodiscard]] const Reason& notByRow() const { return m_notByRow; }
    [[nodiscard]] const SqlClassification& classification() const { return m_reading->classification; }
    [[nodiscard]] bool readOnly() const { return m_reading->classification.readOnly; }
    [[nodiscard]] bool isForATransaction() const
    {
        return larder::isForATransaction(m_reading->classification);
    }
    /// A hint that can't be followed; see Provenance::ignoredHint.
    [[nodiscard]] QByteArray ignoredHint() const;
    /// Why the cache is not to be asked at all in a session like @p session, if so.
    [[nodiscard]] Reason bypassReason(const SessionState& session) const;
    /// How long the answer is to live.
    [[nodiscard]] Lifetime lifetime() const;
    [[nodiscard]] CacheKey key(const ConnectionIdentity& connection, const SessionState& session) const;
    [[nodiscard]] KeyComponents components(
        const ConnectionIdentity& connection, const SessionState& session) const;

private:
    /// Null if there is none, or none that can be followed.
    [[nodiscard]] const SqlHint* followedHint() const;
    [[nodiscard]] const std::vector<Parameter>& parameters() const;

    QueryRequest m_request;
    // By name; empty where they are in this order as they were given.
    std::vector<Parameter> m_sorted;
    std::shared_ptr<const StatementReading> m_reading;
    Reason m_notByRow;
};

} // namespace larder
