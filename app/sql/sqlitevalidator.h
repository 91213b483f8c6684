#pragma once

#include "app/sql/sqliteconnection.h"
#include "app/sql/sqlitedataversion.h"
#include "app/sql/sqlitefile.h"
#include "app/sql/tokenworker.h"

namespace larder {

/// Tells where a SQLite file stands, over a read-only connection of its own, so that it can answer while a
/// long statement runs elsewhere. Lives in the thread of the checks.
class SqliteValidator final : public TokenWorker
{
    Q_OBJECT

public:
    explicit SqliteValidator(QString path);
    ~SqliteValidator() override;

    /// Equal tokens prove that no commit by anybody, no replaced and no overwritten file lies between two
    /// readings.
    [[nodiscard]] Reading read() override;

private:
    [[nodiscard]] std::optional<Error> openFor(const SqliteFile& file);
    void close();

    const QString m_path;
    std::unique_ptr<SqliteConnection> m_connection;
    std::optional<SqliteDataVersion> m_version;
    SqliteFile m_file;
    // Tokens die with the connection, because its numbers start anew.
    QByteArray m_incarnation;
};

} // namespace larder
