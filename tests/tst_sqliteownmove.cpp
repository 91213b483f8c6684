#include "app/sql/sqliteownmove.h"

#include "app/sql/sqlitevalidator.h"
#include "tests/support/sqlitefixture.h"

#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;

namespace {

/// A writing connection with its proof, and a validator beside it.
struct Bench
{
    explicit Bench(const QByteArray& journalMode)
        : file("PRAGMA journal_mode = " + journalMode + "; CREATE TABLE t(x); CREATE TABLE u(x)")
        , validator(file.path())
        , move([this] { return readToken(); })
    {
        if (sqlite3_open(file.path().toUtf8().constData(), &handle) != SQLITE_OK)
            qFatal("no database");
        version.emplace(std::move(SqliteDataVersion::prepare(handle).value()));
    }
    ~Bench()
    {
        version.reset();
        sqlite3_close(handle);
    }

    void write(const char* sql) const
    {
        if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sql, sqlite3_errmsg(handle));
    }
    std::optional<ValidatorToken> readToken()
    {
        const SqliteValidator::Reading reading = validator.read();
        if (!reading.token || fails)
            return std::nullopt;
        return reading.token.value();
    }

    SqliteFixture file;
    SqliteValidator validator;
    SqliteOwnMove move;
    sqlite3* handle = nullptr;
    std::optional<SqliteDataVersion> version;
    bool fails = false;
};

} // namespace

class TestSqliteOwnMove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void provesAnOwnWriteAlone_data();
    void provesAnOwnWriteAlone();
    void provesNothingBesideAForeignCommit_data() { provesAnOwnWriteAlone_data(); }
    void provesNothingBesideAForeignCommit();
    void provesAWholeTransaction();
    void provesNothingInATransactionThatAForeignCommitCameInto();
    void provesNothingWithoutAToken();
    void provesNothingTwice();
};

void TestSqliteOwnMove::provesAnOwnWriteAlone_data()
{
    QTest::addColumn<QByteArray>("journalMode");
    for (const char* mode : {"delete", "truncate", "persist", "wal"})
        QTest::newRow(mode) << QByteArray(mode);
}

void TestSqliteOwnMove::provesAnOwnWriteAlone()
{
    QFETCH(QByteArray, journalMode);
    Bench bench(journalMode);
    for (int i = 0; i < 3; ++i) {
        const std::optional<ValidatorToken> before = bench.readToken();
        bench.move.begin(*bench.version);
        bench.write("INSERT INTO t VALUES (1)");
        const std::optional<TokenMove> move = bench.move.end(*bench.version);
        QVERIFY(move.has_value());
        QCOMPARE(move->from, *before);
        QCOMPARE(move->to, *bench.readToken());
        QVERIFY(move->from != move->to);
    }
}

// Before the own write and after it; a foreign one that comes before the first reading is no part of it.
void TestSqliteOwnMove::provesNothingBesideAForeignCommit()
{
    QFETCH(QByteArray, journalMode);
    Bench bench(journalMode);
    bench.file.exec("INSERT INTO u VALUES (0)");
    bench.move.begin(*bench.version);
    bench.file.exec("INSERT INTO u VALUES (1)");
    bench.write("INSERT INTO t VALUES (1)");
    QVERIFY(!bench.move.end(*bench.version));
    bench.move.begin(*bench.version);
    bench.write("INSERT INTO t VALUES (2)");
    bench.file.exec("INSERT INTO u VALUES (2)");
    QVERIFY(!bench.move.end(*bench.version));
    bench.move.begin(*bench.version);
    bench.write("INSERT INTO t VALUES (3)");
    QVERIFY(bench.move.end(*bench.version));
}

void TestSqliteOwnMove::provesAWholeTransaction()
{
    Bench bench("wal");
    bench.move.begin(*bench.version);
    bench.write("BEGIN; INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)");
    bench.write("COMMIT");
    QVERIFY(bench.move.end(*bench.version));
}

void TestSqliteOwnMove::provesNothingInATransactionThatAForeignCommitCameInto()
{
    Bench bench("wal");
    bench.move.begin(*bench.version);
    bench.write("BEGIN");
    bench.file.exec("INSERT INTO u VALUES (1)");
    bench.write("INSERT INTO t VALUES (1)");
    bench.write("COMMIT");
    QVERIFY(!bench.move.end(*bench.version));
}

void TestSqliteOwnMove::provesNothingWithoutAToken()
{
    Bench bench("delete");
    bench.fails = true;
    bench.move.begin(*bench.version);
    bench.fails = false;
    bench.write("INSERT INTO t VALUES (1)");
    QVERIFY(!bench.move.end(*bench.version));
    bench.move.begin(*bench.version);
    bench.write("INSERT INTO t VALUES (1)");
    bench.fails = true;
    QVERIFY(!bench.move.end(*bench.version));
    SqliteOwnMove blind({});
    blind.begin(*bench.version);
    bench.write("INSERT INTO t VALUES (1)");
    QVERIFY(!blind.end(*bench.version));
}

void TestSqliteOwnMove::provesNothingTwice()
{
    Bench bench("delete");
    bench.move.begin(*bench.version);
    QVERIFY(!bench.move.end(*bench.version));
    bench.move.begin(*bench.version);
    bench.write("INSERT INTO t VALUES (1)");
    QVERIFY(bench.move.end(*bench.version));
    QVERIFY(!bench.move.end(*bench.version));
}

QTEST_APPLESS_MAIN(TestSqliteOwnMove)
#include "tst_sqliteownmove.moc"
