#include "tests/bench/benches.h"
#include "tests/bench/firstrow.h"
#include "tests/bench/plaincolumns.h"

#include "app/sql/myexecutor.h"
#include "app/sql/myvalidator.h"
#include "tests/support/memorystorage.h"
#include "tests/support/myserver.h"

#include <mysql.h>

namespace larder::bench {

namespace {

const QByteArray kRows = "SELECT * FROM t";
constexpr int kChecks = 500;

// The columns of PERFORMANCE.md, as SQLite has them.
QByteArray tableOf(qint64 rows)
{
    return "CREATE TABLE t(id bigint, customer_id int, qty int, price double, score double, name text, city "
           "text, email text, created text, note text) AS SELECT seq AS id, FLOOR(RAND() * 100000) AS "
           "customer_id, IF(seq % 10 > 0, FLOOR(RAND() * 50), NULL) AS qty, ROUND(RAND() * 10000, 2) AS "
           "price, IF(seq % 10 > 0, RAND(), NULL) AS score, LEFT(MD5(seq), 19) AS name, CONCAT('city number "
           "', 100000 + seq % 1000) AS city, CONCAT(LEFT(MD5(seq), 12), '@example.org') AS email, "
           "DATE_FORMAT('2010-01-01' + INTERVAL seq * 7 MINUTE, '%Y-%m-%d %H:%i:%s') AS created, "
           "IF(seq % 10 > 2, LEFT(MD5(seq), 20), NULL) AS note FROM seq_1_to_"
        + QByteArray::number(rows);
}

void runBare(MYSQL* connection, const QByteArray& sql)
{
    if (mysql_real_query(connection, sql.constData(), ulong(sql.size())) != 0)
        qFatal("my bench: %s", mysql_error(connection));
}

MYSQL* connectBare(const test::MyServer& server, const QString& database)
{
    MYSQL* const connection = mysql_init(nullptr);
    const QByteArray name = database.toUtf8();
    if (!mysql_real_connect(
            connection, "127.0.0.1", "root", nullptr, name.constData(), unsigned(server.port()), nullptr, 0))
        qFatal("my bench: %s", mysql_error(connection));
    return connection;
}

void keepRow(MYSQL_RES* result, MYSQL_ROW row, PlainColumns& columns)
{
    const unsigned long* const sizes = mysql_fetch_lengths(result);
    for (unsigned i = 0; i < mysql_num_fields(result); ++i) {
        if (row[i])
            columns.add(i, {row[i], sizes[i]});
        else
            columns.addNull(i);
    }
    columns.endRow();
}

qint64 lookAtRow(MYSQL_RES* result, MYSQL_ROW row)
{
    const unsigned long* const sizes = mysql_fetch_lengths(result);
    qint64 seen = 0;
    for (unsigned i = 0; i < mysql_num_fields(result); ++i) {
        if (row[i])
            seen += qint64(sizes[i]) + (row[i][0] & 1);
    }
    return seen;
}

qint64 readBare(MYSQL* connection, Bare way, PlainColumns& kept)
{
    runBare(connection, kRows);
    MYSQL_RES* const result = mysql_use_result(connection);
    qint64 seen = 0;
    PlainColumns columns = plainColumns();
    while (const MYSQL_ROW row = mysql_fetch_row(result)) {
        if (way == Bare::Looked)
            seen += lookAtRow(result, row);
        else
            keepRow(result, row, columns);
    }
    mysql_free_result(result);
    if (way == Bare::Kept)
        kept = std::move(columns);
    return seen + kept.rowCount();
}

void readBare(MYSQL* connection, const QByteArray& sql)
{
    runBare(connection, sql);
    MYSQL_RES* const result = mysql_use_result(connection);
    while (const MYSQL_ROW row = mysql_fetch_row(result))
        (void)lookAtRow(result, row);
    mysql_free_result(result);
}

class MyBench
{
public:
    explicit MyBench(const BenchSize& size) : m_size(size)
    {
        m_server.exec(tableOf(size.rows), m_database);
        m_bare = connectBare(m_server, m_database);
    }
    ~MyBench() { mysql_close(m_bare); }
    MyBench(const MyBench&) = delete;
    MyBench& operator=(const MyBench&) = delete;

    /// Two figures: against doing the same by hand, and against reading that keeps nothing, which shows what
    /// keeping costs.
    [[nodiscard]] std::vector<Measure> fetch()
    {
        MyExecutor executor(m_target, std::make_shared<test::MemoryStorage>());
        if (const auto error = executor.open())
            qFatal("my bench: %s", qPrintable(errorText(*error)));
        return compareFetches(
            QStringLiteral("fetch.my"), m_size,
            [&](Bare way, PlainColumns& kept) { return readBare(m_bare, way, kept); },
            [&] {
                const Statement all{.sql = kRows, .plainRead = true};
                return executor.execute(RunId(1), all, [](const ResultPtr&) {}).result;
            });
    }

    /// Of a server that stands still, against reading the two counters alone.
    [[nodiscard]] Measure check()
    {
        MyValidator validator(m_target);
        const auto read = [&] {
            for (int i = 0; i < kChecks; ++i) {
                // It may still tidy up.
                while (!validator.read().token) { }
            }
        };
        const auto bare = [&] {
            for (int i = 0; i < kChecks; ++i) {
                readBare(m_bare,
                    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_lsn_current',"
                    " 'Innodb_max_trx_id')");
            }
        };
        const std::vector<double> times = smallestTimes(
            m_size.rounds, {[&] { return wallNanoseconds(bare); }, [&] { return wallNanoseconds(read); }});
        return {QStringLiteral("validate.my.us"), times[1] / 1e3 / kChecks, QStringLiteral("µs"),
            times[0] / 1e3 / kChecks, times[1] / times[0]};
    }

    [[nodiscard]] Measure firstRow()
    {
        const auto bare = [&] {
            MYSQL* const connection = connectBare(m_server, m_database);
            readBare(connection, "SELECT * FROM t LIMIT 1");
            mysql_close(connection);
        };
        return compareFirstRows(QStringLiteral("connect.my.ms"), m_size, bare, m_target.target);
    }

private:
    const BenchSize m_size;
    test::MyServer m_server;
    const QString m_database = m_server.newDatabase();
    const DatabaseServer m_target{parseConnectionTarget(m_server.address(m_database)).value()};
    MYSQL* m_bare = nullptr;
};

} // namespace

std::vector<Measure> measureMariaDb(const BenchSize& size)
{
    if (!test::MyServer::isInstalled()) {
        Measure missing{QStringLiteral("fetch.my.ratio")};
        missing.leftOut = QStringLiteral("the programs of MariaDB's server are not installed");
        return {missing};
    }
    MyBench bench(size);
    std::vector<Measure> measures = bench.fetch();
    measures.push_back(bench.check());
    measures.push_back(bench.firstRow());
    return measures;
}

} // namespace larder::bench
