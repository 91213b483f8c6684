#pragma once

#include "app/sql/pgconnection.h"
#include "cache/connectionidentity.h"
#include "cache/statementfacts.h"

namespace larder {

/// What a session of PostgreSQL is, as far as it decides what a statement answers.
struct PgSettings
{
    ConnectionIdentity identity = {};
    bool readOnly = false;
    /// In the order of their names.
    std::vector<SessionSetting> settings = {};
    /// All that may change without a statement of the session, when the server reads its configuration anew.
    QByteArray digest = {};

    /// Reads it over @p connection; @p target names the server where it does not tell its own identity.
    [[nodiscard]] static Result<PgSettings> read(
        PgConnection& connection, const ConnectionTarget& target, ServerPatience& patience);

    bool operator==(const PgSettings&) const = default;
};

/// An expression for a SELECT list whose value differs when one of the settings does; compared with
/// PgSettings::digest.
[[nodiscard]] QByteArray pgSettingsDigest();

} // namespace larder
