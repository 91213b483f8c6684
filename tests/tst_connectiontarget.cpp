#include "models/connectiontarget.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestConnectionTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesAFile_data();
    void namesAFile();
    void relativePathBecomesAbsolute();
    void namesAServer_data();
    void namesAServer();
    void namesAServerOfMariaDb_data();
    void namesAServerOfMariaDb();
    void refusesWithAdvice_data();
    void refusesWithAdvice();
    void namesTheServerForPeople();
    void neverRepeatsAPassword_data();
    void neverRepeatsAPassword();
};

void TestConnectionTarget::namesAFile_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("label");
    const auto row = [](const char* name, const char* text, const char* path, const char* label) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(path) << QString::fromUtf8(label);
    };
    row("path", "/data/shop.db", "/data/shop.db", "shop.db");
    row("path with marks of a URL", "/data/50%20#1?.db", "/data/50%20#1?.db", "50%20#1?.db");
    row("path with dots", "/data/x/../shop.db", "/data/shop.db", "shop.db");
    row("path with a colon", "/data/c:/shop.db", "/data/c:/shop.db", "shop.db");
    row("sqlite URL", "sqlite:///data/shop.db", "/data/shop.db", "shop.db");
    row("scheme in capitals", "SQLite:///data/shop.db", "/data/shop.db", "shop.db");
    row("encoded URL", "sqlite:///data/my%20%C3%BC%23.db", "/data/my ü#.db", "my ü#.db");
    row("URL in plain letters", "sqlite:///data/my ü.db", "/data/my ü.db", "my ü.db");
    row("file URL", "file:///data/my%20shop.db", "/data/my shop.db", "my shop.db");
}

void TestConnectionTarget::namesAFile()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, label);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY(target);
    QCOMPARE(target.value().engine, ConnectionTarget::Engine::Sqlite);
    QCOMPARE(target.value().address, path);
    QCOMPARE(target.value().label, label);
}

void TestConnectionTarget::relativePathBecomesAbsolute()
{
    const Result<ConnectionTarget> target = parseConnectionTarget(QStringLiteral("data/shop.db"));
    QVERIFY(target);
    QCOMPARE(target.value().address, QDir::current().absoluteFilePath(QStringLiteral("data/shop.db")));
}

void TestConnectionTarget::namesAServer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ConnectionTarget>("target");
    const auto row = [](const char* text, const char* address, const char* label, ConnectionTarget target) {
        target.engine = ConnectionTarget::Engine::PostgreSql;
        target.address = QString::fromUtf8(address);
        target.label = QString::fromUtf8(label);
        QTest::newRow(text) << QString::fromUtf8(text) << target;
    };
    ConnectionTarget all;
    all.host = QStringLiteral("db.example");
    all.port = 5433;
    all.database = QStringLiteral("shop");
    all.user = QStringLiteral("ann");
    all.options = {{QStringLiteral("sslmode"), QStringLiteral("require")}};
    row("postgresql://ann@db.example:5433/shop?sslmode=require",
        "postgresql://ann@db.example:5433/shop?sslmode=require", "shop on db.example", all);
    row("Postgres://db.example/?dbname=shop&user=ann&port=5433&sslmode=require",
        "postgresql://ann@db.example:5433/shop?sslmode=require", "shop on db.example", all);
    row("postgresql://", "postgresql:///", "localhost", {});
    ConnectionTarget socket;
    socket.host = QStringLiteral("/run/postgresql");
    socket.database = QStringLiteral("my shop/ü");
    row("postgresql:///my%20shop%2F%C3%BC?host=/run/postgresql",
        "postgresql:///my%20shop/%C3%BC?host=%2Frun%2Fpostgresql", "my shop/ü on /run/postgresql", socket);
    ConnectionTarget marks;
    marks.host = QStringLiteral("::1");
    marks.user = QStringLiteral("a@b:c");
    marks.options = {{QStringLiteral("application_name"), QStringLiteral("a&b=c%+")}};
    ConnectionTarget tunnel;
    tunnel.database = QStringLiteral("shop");
    tunnel.ssh = QStringLiteral("me@bastion.example:2222");
    tunnel.options = {{QStringLiteral("sslmode"), QStringLiteral("require")}};
    row("postgresql:///shop?ssh=me@bastion.example:2222&sslmode=require",
        "postgresql:///shop?sslmode=require&ssh=me%40bastion.example%3A2222",
        "shop on localhost through me@bastion.example:2222", tunnel);
    row("postgresql://a%40b%3Ac@[::1]/?application_name=a%26b%3Dc%25%2B",
        "postgresql://a%40b%3Ac@[::1]/?application_name=a%26b%3Dc%25%2B", "a@b:c on ::1", marks);
}

void TestConnectionTarget::namesAServerOfMariaDb_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ConnectionTarget>("target");
    const auto row = [](const char* text, const char* address, const char* label, ConnectionTarget target) {
        target.engine = ConnectionTarget::Engine::MySql;
        target.address = QString::fromUtf8(address);
        target.label = QString::fromUtf8(label);
        QTest::newRow(text) << QString::fromUtf8(text) << target;
    };
    ConnectionTarget all;
    all.host = QStringLiteral("db.example");
    all.port = 3307;
    all.database = QStringLiteral("shop");
    all.user = QStringLiteral("ann");
    all.options = {{QStringLiteral("ssl-mode"), QStringLiteral("required")}};
    row("mysql://ann@db.example:3307/shop?ssl-mode=required",
        "mariadb://ann@db.example:3307/shop?ssl-mode=required", "shop on db.example", all);
    row("MariaDB://", "mariadb:///", "localhost", {});
    ConnectionTarget socket;
    socket.host = QStringLiteral("/run/my sql.sock");
    row("mariadb:///?socket=/run/my%20sql.sock", "mariadb:///?socket=%2Frun%2Fmy%20sql.sock",
        "/run/my sql.sock", socket);
}

void TestConnectionTarget::namesAServerOfMariaDb()
{
    namesAServer();
}

void TestConnectionTarget::namesAServer()
{
    QFETCH(QString, text);
    QFETCH(ConnectionTarget, target);
    const Result<ConnectionTarget> read = parseConnectionTarget(text);
    QVERIFY(read);
    QCOMPARE(read.value().address, target.address);
    QCOMPARE(read.value().label, target.label);
    QVERIFY(read.value() == target);
    // Its address names it again.
    const Result<ConnectionTarget> again = parseConnectionTarget(target.address);
    QVERIFY(again);
    QVERIFY(again.value() == target);
}

void TestConnectionTarget::refusesWithAdvice_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char* name, const char* text, const char* what, const char* advice) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(what)
                            << QString::fromUtf8(advice);
    };
    row("nothing", "", "No database was named", "Give a file or a URL");
    row("other engine", "db2://db.example/shop", "Cannot open db2://db.example/shop", "SQLite file");
    row("a name to verify through a tunnel", "mariadb://db.example/shop?ssl-mode=VERIFY_CA&ssh=bastion",
        "Cannot open mariadb://db.example/shop", "ssl-mode=required");
    row("a password", "postgresql://ann:x@db.example/shop", "Cannot open postgresql://ann@db.example/shop",
        "Leave it out");
    row("a password for MariaDB", "mysql://ann:x@db.example/shop", "Cannot open mysql://ann@db.example/shop",
        "MYSQL_PWD");
    row("a number sign", "postgresql://db.example/shop#2", "Cannot open", "as %40");
    row("unknown engine", "gopher://x/y", "gopher", "SQLite file");
    for (const char* name : {"-oProxyCommand=x", "a b", "a%0Ab", "me@-x", "a;b", "a$(b)", "a'b", "`a`"})
        row(name, QByteArray("postgresql://db.example/shop?ssh=").append(name).constData(), "Cannot open",
            "ssh=user@host");
    row("two slashes", "sqlite://data/shop.db", "Cannot open sqlite://data/shop.db", "three slashes");
    row("no path", "sqlite://", "Cannot open", "three slashes");
    row("a file URL without a path", "file://", "Cannot open", "three slashes");
}

void TestConnectionTarget::refusesWithAdvice()
{
    QFETCH(QString, text);
    QFETCH(QString, what);
    QFETCH(QString, advice);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY(!target);
    QVERIFY2(target.error().what.contains(what), qPrintable(errorText(target.error())));
    QVERIFY(!target.error().why.isEmpty());
    QVERIFY2(target.error().advice.contains(advice), qPrintable(errorText(target.error())));
}

void TestConnectionTarget::namesTheServerForPeople()
{
    const auto text
        = [](const char* url) { return serverText(parseConnectionTarget(QString::fromUtf8(url)).value()); };
    QCOMPARE(text("postgresql://ann@db.example:5433/shop?sslmode=require"),
        QStringLiteral("ann@db.example:5433/shop"));
    QCOMPARE(text("mariadb://db.example"), QStringLiteral("db.example"));
    QCOMPARE(text("postgresql:///shop"), QStringLiteral("localhost/shop"));
    QCOMPARE(text("postgresql://ann@db/shop?ssh=gate.example"),
        QStringLiteral("ann@db/shop through gate.example"));
}

void TestConnectionTarget::neverRepeatsAPassword_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("postgresql://ann:s3cret@db.example/shop");
    QTest::newRow("with an at sign") << QStringLiteral("postgresql://ann:s3cret@s3cret@db.example/shop");
    QTest::newRow("with a slash") << QStringLiteral("postgresql://ann:s3cret/s3cret@db.example/shop");
    QTest::newRow("with a bad port") << QStringLiteral("postgresql://ann:s3cret@db.example:port/shop");
    QTest::newRow("with a space") << QStringLiteral("mysql://ann:s3cret s3cret@db.example/shop");
    QTest::newRow("in the query") << QStringLiteral("postgresql://db.example/shop?user=ann&password=s3cret");
    QTest::newRow("behind a number sign") << QStringLiteral("postgresql://ann:x#s3cret@db.example/shop");
    QTest::newRow("like a port") << QStringLiteral("postgresql://ann:12/s3cret@db.example/shop");
    QTest::newRow("like a port with a number sign")
        << QStringLiteral("postgresql://ann:12#s3cret@db.example/shop");
    QTest::newRow("for SQLite") << QStringLiteral("sqlite://ann:s3cret@host/shop.db");
}

void TestConnectionTarget::neverRepeatsAPassword()
{
    QFETCH(QString, text);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY(!target);
    QVERIFY2(
        !errorText(target.error()).contains(QStringLiteral("s3cret")), qPrintable(errorText(target.error())));
    QVERIFY2(target.error().what.contains(QStringLiteral("://")), qPrintable(target.error().what));
}

QTEST_GUILESS_MAIN(TestConnectionTarget)
#include "tst_connectiontarget.moc"
