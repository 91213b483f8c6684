#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"
#include "tests/bench/firstrow.h"
#include "tests/bench/plaincolumns.h"

#include "app/sql/odbcfetcher.h"
#include "tests/support/memorystorage.h"
#include "tests/support/odbcdrivers.h"
#include "tests/support/pgserver.h"

#include <array>
#include <memory>

#include <sql.h>
#include <sqlext.h>

namespace larder::bench {

namespace {

const QByteArray kRows = "SELECT * FROM t";
// No value of the table is longer.
constexpr SQLLEN kRoom = 64;

void require(SQLRETURN result, SQLSMALLINT type, SQLHANDLE handle)
{
    if (SQL_SUCCEEDED(result))
        return;
    std::array<SQLCHAR, 512> text{};
    std::array<SQLCHAR, 6> state{};
    SQLINTEGER code = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(type, handle, 1, state.data(), &code, text.data(), SQLSMALLINT(text.size()), &length);
    qFatal("odbc bench: %s", reinterpret_cast<const char*>(text.data()));
}

SQLCHAR* charsOf(QByteArray& text)
{
    return reinterpret_cast<SQLCHAR*>(text.data());
}

/// A connection as a program has it that uses ODBC by itself.
class BareConnection
{
public:
    explicit BareConnection(QByteArray options)
    {
        SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &m_environment);
        // ODBC takes numbers as pointers. NOLINTNEXTLINE(performance-no-int-to-ptr)
        auto* const version = reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3);
        SQLSetEnvAttr(m_environment, SQL_ATTR_ODBC_VERSION, version, 0);
        SQLAllocHandle(SQL_HANDLE_DBC, m_environment, &m_handle);
        require(SQLDriverConnect(m_handle, nullptr, charsOf(options), SQLSMALLINT(options.size()), nullptr, 0,
                    nullptr, SQL_DRIVER_NOPROMPT),
            SQL_HANDLE_DBC, m_handle);
    }
    ~BareConnection()
    {
        SQLDisconnect(m_handle);
        SQLFreeHandle(SQL_HANDLE_DBC, m_handle);
        SQLFreeHandle(SQL_HANDLE_ENV, m_environment);
    }
    BareConnection(const BareConnection&) = delete;
    BareConnection& operator=(const BareConnection&) = delete;

    [[nodiscard]] SQLHDBC handle() const { return m_handle; }

private:
    SQLHENV m_environment = nullptr;
    SQLHDBC m_handle = nullptr;
};

/// A statement of one whose columns are read as text, whatever they are.
class BareStatement
{
public:
    BareStatement(const BareConnection& connection, QByteArray sql)
    {
        SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &m_handle);
        require(SQLExecDirect(m_handle, charsOf(sql), SQLINTEGER(sql.size())), SQL_HANDLE_STMT, m_handle);
        SQLSMALLINT count = 0;
        SQLNumResultCols(m_handle, &count);
        m_values.resize(size_t(count));
    }
    ~BareStatement() { SQLFreeHandle(SQL_HANDLE_STMT, m_handle); }
    BareStatement(const BareStatement&) = delete;
    BareStatement& operator=(const BareStatement&) = delete;

    /// Where the sizes of all values are known, the driver can write them itself.
    void bind()
    {
        for (size_t i = 0; i < m_values.size(); ++i) {
            SQLBindCol(m_handle, SQLUSMALLINT(i + 1), SQL_C_CHAR, m_values[i].text.data(), kRoom,
                &m_values[i].length);
        }
    }
    [[nodiscard]] bool fetch() { return SQL_SUCCEEDED(SQLFetch(m_handle)); }
    void keepRow(PlainColumns& columns)
    {
        for (size_t i = 0; i < m_values.size(); ++i) {
            Value& value = m_values[i];
            SQLGetData(m_handle, SQLUSMALLINT(i + 1), SQL_C_CHAR, value.text.data(), kRoom, &value.length);
            if (value.length == SQL_NULL_DATA)
                columns.addNull(i);
            else
                columns.add(i, {value.text.data(), size_t(value.length)});
        }
        columns.endRow();
    }
    [[nodiscard]] qint64 lookAtRow() const
    {
        qint64 seen = 0;
        for (const Value& value : m_values) {
            if (value.length != SQL_NULL_DATA)
                seen += qint64(value.length) + (value.text[0] & 1);
        }
        return seen;
    }

private:
    struct Value
    {
        std::array<char, kRoom> text = {};
        SQLLEN length = 0;
    };

    SQLHSTMT m_handle = nullptr;
    std::vector<Value> m_values;
};

qint64 readBare(const BareConnection& connection, Bare way, PlainColumns& kept)
{
    BareStatement statement(connection, kRows);
    qint64 seen = 0;
    PlainColumns columns = plainColumns();
    if (way == Bare::Looked)
        statement.bind();
    while (statement.fetch()) {
        if (way == Bare::Looked)
            seen += statement.lookAtRow();
        else
            statement.keepRow(columns);
    }
    if (way == Bare::Kept)
        kept = std::move(columns);
    return seen + kept.rowCount();
}

Measure leftOut()
{
    Measure missing{QStringLiteral("fetch.odbc.ratio")};
    missing.leftOut = QStringLiteral("PostgreSQL's server or its ODBC driver is not installed");
    return missing;
}

} // namespace

std::vector<Measure> measureOdbc(const BenchSize& size)
{
    if (!test::PgServer::isInstalled() || test::pgOdbcDriver().isEmpty())
        return {leftOut()};
    test::PgServer server;
    server.exec(pgBenchTable(size.rows));
    const OdbcServer target{
        parseConnectionTarget(test::pgOdbcAddress(server.port(), QStringLiteral("postgres"))).value()};
    const QByteArray options = odbcConnectionString(target.target).toUtf8() + ";UID=postgres";
    const auto connection = OdbcConnection::open(target);
    if (!connection)
        qFatal("odbc bench: %s", qPrintable(errorText(connection.error())));
    OdbcCancellation cancellation;
    const auto storage = std::make_shared<test::MemoryStorage>();
    const BareConnection bare(options);
    std::vector<Measure> measures = compareFetches(
        QStringLiteral("fetch.odbc"), size,
        [&](Bare way, PlainColumns& kept) { return readBare(bare, way, kept); },
        [&] {
            const Statement all{.sql = kRows, .plainRead = true};
            OdbcFetcher fetcher({.connection = connection.value().get(),
                                    .statement = &all,
                                    .run = RunId(1),
                                    .cancellation = &cancellation,
                                    .arrived = [](const ResultPtr&) {}},
                storage);
            return fetcher.run().results.front();
        });
    const auto connectBare = [&] {
        const BareConnection next(options);
        BareStatement statement(next, "SELECT * FROM t LIMIT 1");
        (void)statement.fetch();
    };
    measures.push_back(compareFirstRows(QStringLiteral("connect.odbc.ms"), size, connectBare, target.target));
    return measures;
}

} // namespace larder::bench
