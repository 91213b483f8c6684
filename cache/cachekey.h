#pragma once

#include "cache/connectionidentity.h"
#include "cache/queryrequest.h"
#include "cache/statementfacts.h"

#include <QStringList>

#include <array>
#include <span>

namespace larder {

/// How the numbers of a result were read.
enum class NumericPrecision { Exact, AsDelivered };

/// What makes two requests the same. The parts are kept beside the hash, for show and for comparison on a
/// hit.
struct KeyComponents
{
    Technique technique = Technique::All;
    ConnectionIdentity connection;
    /// Normalised only losslessly, see normalizedSql().
    QByteArray sql;
    std::vector<Parameter> parameters = {};
    qint64 rowLimit = 0;
    /// In the order of their names.
    std::vector<SessionSetting> settings = {};
    NumericPrecision precision = NumericPrecision::Exact;

    bool operator==(const KeyComponents&) const = default;
};

/// XXH3 of libxxhash, 128 bits.
using Digest = std::array<quint64, 2>;
[[nodiscard]] Digest digestOf(const QByteArray& bytes);

/// The same as a look at values that live elsewhere.
struct KeyView
{
    Technique technique;
    const ConnectionIdentity& connection;
    const QByteArray& sql;
    std::span<const Parameter> parameters;
    qint64 rowLimit;
    std::span<const SessionSetting> settings;
    NumericPrecision precision;
    /// Of the SQL, where it is known already: to hash a long text takes longer than all the rest of a key.
    const Digest* sqlDigest = nullptr;
};

/// The identity of a request in the cache: canonical bytes of its components, in which the SQL stands by its
/// length and digest, their digest, and the SQL. Keys are equal only if the bytes and the SQL are.
class CacheKey
{
public:
    using Digest = larder::Digest;

    CacheKey() = default;
    explicit CacheKey(const KeyView& components);
    explicit CacheKey(const KeyComponents& components);

    [[nodiscard]] const Digest& digest() const { return m_digest; }
    [[nodiscard]] const QByteArray& canonicalBytes() const { return m_bytes; }
    /// Shares its memory with the SQL of the components.
    [[nodiscard]] const QByteArray& sql() const { return m_sql; }
    /// The digest as 32 hexadecimal digits.
    [[nodiscard]] QByteArray hex() const;
    bool operator==(const CacheKey& other) const;

private:
    Digest m_digest{};
    QByteArray m_bytes;
    QByteArray m_sql;
};

/// For hash tables: a digest is a hash already.
struct DigestHash
{
    size_t operator()(const Digest& digest) const { return size_t(digest[0]); }
};

/// The names of the settings that one has otherwise than the other, or that only one has.
[[nodiscard]] QStringList differingSettings(
    const std::vector<SessionSetting>& one, const std::vector<SessionSetting>& other);

/// Names the first component in which @p now differs from @p before: "parameter 2 was integer 42, is now text
/// '42'". Empty if none does.
[[nodiscard]] QString keyDifference(const KeyComponents& before, const KeyComponents& now);

} // namespace larder
