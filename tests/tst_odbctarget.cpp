#include "models/odbctarget.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

/// Addresses of ODBC connections.
class TestOdbcTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesASourceOrAString_data();
    void namesASourceOrAString();
    void readsAPlainConnectionString();
    void refusesWithAdvice_data();
    void refusesWithAdvice();
    void neverRepeatsAPassword_data();
    void neverRepeatsAPassword();
};

void TestOdbcTarget::namesASourceOrAString_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("string");
    QTest::addColumn<QString>("label");
    const auto row
        = [](const char* text, const char* address, const char* user, const char* string, const char* label) {
              QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(address)
                                  << QString::fromUtf8(user) << QString::fromUtf8(string)
                                  << QString::fromUtf8(label);
          };
    row("odbc://Shop", "odbc://Shop", "", "DSN=Shop", "Shop");
    row("ODBC://ann@My%20Shop", "odbc://ann@My%20Shop", "ann", "DSN=My Shop", "My Shop");
    row("odbc://Ann%40home@Shop/?Database=x", "odbc://Ann%40home@Shop/?Database=x", "Ann@home",
        "DSN=Shop;Database=x", "Shop");
    row("odbc:///?DSN=Shop;UID=ann", "odbc://ann@Shop", "ann", "DSN=Shop", "Shop");
    row("odbc:///?Driver=/x/y.so;Database=/data/shop.db", "odbc:///?Driver=/x/y.so;Database=/data/shop.db",
        "", "Driver=/x/y.so;Database=/data/shop.db", "shop.db");
    row("odbc:///?Driver={PostgreSQL Unicode};Server=db.example;uid=ann;Database=shop;",
        "odbc://ann@/?Driver=PostgreSQL%20Unicode;Server=db.example;Database=shop", "ann",
        "Driver=PostgreSQL Unicode;Server=db.example;Database=shop", "shop on db.example");
    row("odbc:///?Driver=x;Database={a;b}}c%25%3F\u00fc}", "odbc:///?Driver=x;Database={a;b}}c%25%3F%C3%BC}",
        "", "Driver=x;Database={a;b}}c%?\u00fc}", "a;b}c%?\u00fc");
    row("odbc:///?Driver=x.so", "odbc:///?Driver=x.so", "", "Driver=x.so", "x.so");
}

void TestOdbcTarget::namesASourceOrAString()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    QFETCH(QString, user);
    QFETCH(QString, string);
    QFETCH(QString, label);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY2(target, target ? "" : qPrintable(errorText(target.error())));
    QCOMPARE(target.value().engine, ConnectionTarget::Engine::Odbc);
    QCOMPARE(target.value().address, address);
    QCOMPARE(target.value().user, user);
    QCOMPARE(odbcConnectionString(target.value()), string);
    QCOMPARE(target.value().label, label);
    // Its address names it again.
    const Result<ConnectionTarget> again = parseConnectionTarget(address);
    QVERIFY(again);
    QVERIFY(again.value() == target.value());
}

void TestOdbcTarget::readsAPlainConnectionString()
{
    const auto target = parseOdbcString(QStringLiteral("Driver=x; Database = 50%20 ;UID=ann"));
    QVERIFY(target);
    QCOMPARE(target.value().user, QStringLiteral("ann"));
    QCOMPARE(odbcConnectionString(target.value()), QStringLiteral("Driver=x;Database=50%20"));
    QVERIFY(parseConnectionTarget(target.value().address).value() == target.value());
}

void TestOdbcTarget::refusesWithAdvice_data()
{
    QTest::addColumn<QString>("text");
    for (const char* const text :
        {"odbc://", "odbc:///", "odbc:///?", "odbc:///?Driver", "odbc:///?=x", "odbc:///?Driver={x",
            "odbc:///?Driver={x}y;Database=z", "odbc://a;b", "odbc://a/b", "odbc:///?Driver=x%00;Server=y"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestOdbcTarget::refusesWithAdvice()
{
    QFETCH(QString, text);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY(!target);
    QVERIFY2(target.error().advice.contains(QStringLiteral("odbc:///?Driver=")),
        qPrintable(errorText(target.error())));
}

void TestOdbcTarget::neverRepeatsAPassword_data()
{
    QTest::addColumn<QString>("text");
    for (const char* const text : {"odbc://ann:s3cret@Shop", "odbc://Shop?PWD=s3cret",
             "odbc:///?Driver=x;pwd=s3cret;Server=y", "odbc:///?Driver=x;Password={s3cret}",
             "odbc:///?Driver=x;SSLPassword=s3cret", "odbc:///?Driver=x%3BPWD%3Ds3cret", "odbc://ann:s3cret",
             "odbc://ann:x@s3cret@Shop", "odbc:///?Driver=x; PWD =s3cret"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestOdbcTarget::neverRepeatsAPassword()
{
    QFETCH(QString, text);
    const Result<ConnectionTarget> target = parseConnectionTarget(text);
    QVERIFY(!target);
    const QString error = errorText(target.error());
    QVERIFY2(!error.contains(QStringLiteral("s3cret")), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestOdbcTarget)
#include "tst_odbctarget.moc"
