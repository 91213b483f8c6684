#include "tests/support/chainreader.h"
#include "tests/support/latetokenport.h"
#include "tests/support/mytest.h"
#include "tests/support/serverwriters.h"

#include <QDeadlineTimer>

#include <mysql.h>

#include <array>

using namespace larder;
using namespace std::chrono_literals;
using test::ChainReader;
using test::ServerWriters;

namespace {

// Long enough for all to pause at once now and then: no answer holds before the counters have stood still.
constexpr auto kLongestPause = 800ms;
constexpr auto kPatience = 60s;

// Each commit raises the number of the chain by one and writes it into all rows. What commits by itself has
// tables, and so a chain, of its own: one that is swapped, and two of which one is emptied in turn.
const QByteArray kChain
    = "CREATE TABLE chain(n bigint); INSERT INTO chain VALUES (0);"
      "CREATE TABLE data(id int PRIMARY KEY, v bigint); INSERT INTO data SELECT seq, 0 FROM seq_1_to_20;"
      "CREATE VIEW shown AS SELECT v FROM data;"
      "CREATE TABLE swapped(v bigint, w bigint); INSERT INTO swapped SELECT 0, 0 FROM seq_1_to_20;"
      "CREATE TABLE first_half(v bigint); INSERT INTO first_half SELECT 0 FROM seq_1_to_20;"
      "CREATE TABLE second_half(v bigint);";
const QByteArray kNext = "UPDATE chain SET n = n + 1;";
const QByteArray kWrite = "UPDATE data SET v = (SELECT n FROM chain);";
const QByteArray kWrong = "UPDATE data SET v = -1;";
const QByteArray kCommit = "BEGIN;" + kNext + kWrite + "COMMIT;";
// Beyond the time after which the counters count as settled.
const QByteArray kWait = "DO SLEEP(0.15);";

// All answer with the number of their chain, once for the least and once for the greatest of what they saw.
constexpr std::array kQueries{"SELECT min(n), max(n) FROM chain", "SELECT min(v), max(v) FROM data",
    "SELECT least(min(v), min(n)), greatest(max(v), max(n)) FROM data, chain",
    "SELECT v, v FROM data WHERE id = 7", "SELECT min(v), max(v) FROM shown",
    "SELECT min(v), max(v) FROM swapped",
    "SELECT min(v) + max(v), min(v) + max(v) FROM (SELECT v FROM first_half UNION ALL SELECT v FROM"
    " second_half) AS halves"};

/// Within transactions, one after the other.
QByteArray transaction(unsigned kind, const QByteArray& name)
{
    const QByteArray prepared
        = "XA START '" + name + "';" + kNext + kWrite + "XA END '" + name + "'; XA PREPARE '" + name + "';";
    switch (kind) {
    case 0:
        return "BEGIN;" + kNext + kWrong + "ROLLBACK;";
    case 1:
        return "BEGIN;" + kNext + "SAVEPOINT s;" + kWrong + "ROLLBACK TO s;" + kWrite + "COMMIT;";
    case 2:
        return "BEGIN; SAVEPOINT a;" + kNext + "SAVEPOINT b;" + kWrite
            + "RELEASE SAVEPOINT b; RELEASE SAVEPOINT a; COMMIT;";
    case 3:
        return prepared + "XA COMMIT '" + name + "';";
    case 4:
        return prepared + kWait + "XA COMMIT '" + name + "';";
    case 5:
        return prepared + "XA ROLLBACK '" + name + "';";
    case 6:
        return "XA START '" + name + "';" + kNext + kWrite + "XA END '" + name + "'; XA COMMIT '" + name
            + "' ONE PHASE;";
    case 7:
        return "BEGIN;" + kNext + kWrite + kWait + "COMMIT;";
    default:
        return kCommit;
    }
}

/// What commits by itself.
QByteArray definition(unsigned kind)
{
    switch (kind) {
    case 0:
        return "ALTER TABLE data ADD extra int DEFAULT 1;" + kCommit + "ALTER TABLE data DROP extra;";
    case 1:
        return "ALTER TABLE data FORCE;" + kCommit
            + "ALTER TABLE data ADD INDEX (v); ALTER TABLE data DROP INDEX v;";
    case 2:
        return "CREATE OR REPLACE VIEW shown AS SELECT n AS v FROM chain;" + kCommit
            + "CREATE OR REPLACE VIEW shown AS SELECT v FROM data;";
    case 3:
        return "CREATE TABLE spare AS SELECT v + 1 AS v, w FROM swapped;"
               "RENAME TABLE swapped TO former, spare TO swapped; DROP TABLE former;";
    case 4:
        return "UPDATE swapped SET w = v + 1;"
               "ALTER TABLE swapped DROP COLUMN v, RENAME COLUMN w TO v, ADD COLUMN w bigint;";
    case 5:
        return "CREATE TABLE spare AS SELECT max(v) + 1 AS n FROM swapped;"
               "CREATE OR REPLACE TABLE swapped AS SELECT n AS v, n AS w FROM spare, seq_1_to_20;"
               "DROP TABLE spare;";
    default:
        return "INSERT INTO second_half SELECT v + 1 FROM first_half; TRUNCATE first_half;"
               "INSERT INTO first_half SELECT v + 1 FROM second_half; TRUNCATE second_half;";
    }
}

QByteArray script(unsigned choice, const QByteArray& name)
{
    if (choice % 3 > 0)
        return transaction(choice / 3 % 12, name);
    return "DO GET_LOCK('" + name.mid(name.indexOf('t')) + "', 60);" + definition(choice / 3 % 7)
        + "DO RELEASE_ALL_LOCKS();";
}

/// Another program.
class Program
{
public:
    Program(int port, const QByteArray& database) : m_connection(mysql_init(nullptr))
    {
        mysql_real_connect(
            m_connection, "127.0.0.1", "root", nullptr, database.constData(), unsigned(port), nullptr, 0);
    }
    ~Program() { mysql_close(m_connection); }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// The first number of the answer.
    [[nodiscard]] qint64 number(const QByteArray& sql) const
    {
        if (!run(sql))
            return -1;
        MYSQL_RES* const result = mysql_store_result(m_connection);
        const qint64 number = QByteArray(mysql_fetch_row(result)[0]).toLongLong();
        mysql_free_result(result);
        return number;
    }
    /// The number of statements that failed.
    [[nodiscard]] int write(const QByteArray& script) const
    {
        int failed = 0;
        for (const QByteArray& sql : script.split(';')) {
            if (!sql.isEmpty() && !run(sql))
                ++failed;
        }
        return failed;
    }

private:
    [[nodiscard]] bool run(const QByteArray& sql) const
    {
        return mysql_real_query(m_connection, sql.constData(), ulong(sql.size())) == 0;
    }

    MYSQL* m_connection;
};

} // namespace

/// Larder's cache on a real MariaDB server beside other programs that write to it.
class TestMyWriters : public test::MyTest
{
    Q_OBJECT

private Q_SLOTS:
    void servesOnlyWhatIsTrueBesideOtherWriters();
    void findsTheFaultOfATokenThatIsReadAfterTheRows_data();
    void findsTheFaultOfATokenThatIsReadAfterTheRows();
};

void TestMyWriters::servesOnlyWhatIsTrueBesideOtherWriters()
{
    exec(kChain);
    TestSession session(address());
    const Program committed(server().port(), database().toUtf8());
    ChainReader reader(
        session, session.connection(), [&](const QByteArray& sql) { return committed.number(sql); });
    ServerWriters writers(
        [port = server().port(), to = database().toUtf8()](int number) -> ServerWriters::Write {
            return
                [program = std::make_shared<Program>(port, to), name = "w" + QByteArray::number(number) + to](
                    std::mt19937& random) { return program->write(script(unsigned(random()), name)); };
        },
        kLongestPause);
    reader.askBeside(writers, kQueries);
    if (QTest::currentTestFailed())
        return;
    // And finds rest when the others do.
    (void)session.run(kQueries[0]);
    QCOMPARE(int(firstHit(session, kQueries[0]).provenance.source), int(Source::Cache));
}

void TestMyWriters::findsTheFaultOfATokenThatIsReadAfterTheRows_data()
{
    QTest::addColumn<bool>("isLate");
    QTest::newRow("read after the rows") << true;
    QTest::newRow("read before the rows") << false;
}

// A commit at the worst moment. With the port as it is, the same commit does no harm.
void TestMyWriters::findsTheFaultOfATokenThatIsReadAfterTheRows()
{
    QFETCH(bool, isLate);
    exec(kChain);
    TestSession session(address());
    bool isCommitted = true;
    const auto commitOnce = [&] {
        if (!std::exchange(isCommitted, true))
            exec(kCommit);
    };
    const auto connection
        = test::openAgain(session, address(), isLate, {.sql = kQueries[1], .plainRead = true}, commitOnce);
    QVERIFY(connection);
    const Program committed(server().port(), database().toUtf8());
    ChainReader reader(session, *connection, [&](const QByteArray& sql) { return committed.number(sql); });
    // Behind a commit the server may tidy up, which counts as a change, and hides the fault.
    const QDeadlineTimer end(kPatience);
    while (!end.hasExpired() && (reader.hits() == 0 || (isLate && reader.faults().isEmpty()))) {
        isCommitted = false;
        reader.ask(kQueries[1]);
        commitOnce();
        reader.ask(kQueries[1]);
        reader.ask(kQueries[1]);
    }
    QVERIFY(reader.hits() > 0);
    QCOMPARE(reader.faults().isEmpty(), !isLate);
}

QTEST_GUILESS_MAIN(TestMyWriters)
#include "tst_mywriters.moc"
