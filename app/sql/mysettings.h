#pragma once

#include "app/sql/myconnection.h"
#include "cache/connectionidentity.h"
#include "cache/statementfacts.h"

namespace larder {

/// What a session of MariaDB or MySQL is, as far as it decides what a statement answers.
struct MySettings
{
    ConnectionIdentity identity = {};
    /// Where names without a schema are looked for; empty for none.
    QByteArray database = {};
    /// In the order of their names.
    std::vector<SessionSetting> settings = {};
    /// Texts mean something else than Larder reads: ANSI_QUOTES and the like are on.
    bool readsTextsDifferently = false;

    [[nodiscard]] static Result<MySettings> read(
        MyConnection& connection, const ConnectionTarget& target, ServerPatience& patience);
};

/// @p text as a literal that no setting of the session can read differently.
[[nodiscard]] QByteArray myLiteral(const QByteArray& text);

} // namespace larder
