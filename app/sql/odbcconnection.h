#pragma once

#include "app/sql/connectoptions.h"
#include "app/sql/odbctext.h"
#include "cache/connectionidentity.h"
#include "cache/result.h"
#include "models/connectiontarget.h"

#include <QSqlDatabase>

#include <memory>

namespace larder {

/// What an ODBC connection is to be opened with.
struct OdbcServer
{
    ConnectionTarget target;
    ConnectOptions options = {};
};

/// One connection by an ODBC driver, opened by Qt's QODBC, whose handle all else is done with. Used by one
/// thread at a time, whichever.
class OdbcConnection
{
public:
    /// Blocks until the driver answers. A read-only one tells the driver so, and those engines that can
    /// keep it.
    [[nodiscard]] static Result<std::unique_ptr<OdbcConnection>> open(const OdbcServer& server);
    ~OdbcConnection();
    OdbcConnection(const OdbcConnection&) = delete;
    OdbcConnection& operator=(const OdbcConnection&) = delete;

    /// SQLHDBC.
    [[nodiscard]] void* handle() const { return m_handle; }
    [[nodiscard]] OdbcTexts texts() const { return m_texts; }
    /// By what the driver says that it speaks to.
    [[nodiscard]] SqlDialect dialect() const { return m_dialect; }
    [[nodiscard]] const ConnectionIdentity& identity() const { return m_identity; }
    /// What the driver says of @p what (SQL_DATABASE_NAME, …); empty where it does not.
    [[nodiscard]] QString info(quint16 what) const;
    /// The driver has seen that the connection is over.
    [[nodiscard]] bool isDead() const;
    [[nodiscard]] std::optional<Error> setAutoCommit(bool on);

private:
    explicit OdbcConnection(const QSqlDatabase& database) : m_database(database) { }
    void readTraits(const ConnectionTarget& target);
    [[nodiscard]] OdbcTexts probeTexts() const;
    [[nodiscard]] std::optional<Error> forbidWriting();

    QSqlDatabase m_database;
    void* m_handle = nullptr;
    OdbcTexts m_texts = OdbcTexts::Bytes;
    SqlDialect m_dialect = SqlDialect::Generic;
    ConnectionIdentity m_identity;
};

} // namespace larder
