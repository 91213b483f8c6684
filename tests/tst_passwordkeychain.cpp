#include "tests/support/keychain.h"

#include <QRegularExpression>

using namespace larder;
using test::errorOf;
using test::foundIn;

/// Runs with a keychain of its own, a real Secret Service.
class TestPasswordKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void keepsFindsAndForgets();
};

void TestPasswordKeychain::keepsFindsAndForgets()
{
    const QString server = QStringLiteral("postgresql://ann@db.example/shop");
    PasswordKeychain keychain;
    QCOMPARE(foundIn(keychain, server), QString());
    const QString password = QStringLiteral("Gr\u00f6\u00dfe \u20ac 'x'");
    for (const QString& each : {QStringLiteral("old"), password}) {
        const auto error = errorOf([&](const auto& ended) { keychain.keep(server, each, ended); });
        QVERIFY2(!error, error ? qPrintable(errorText(*error)) : "");
        QCOMPARE(foundIn(keychain, server), each);
    }
    QCOMPARE(foundIn(keychain, QStringLiteral("postgresql://bob@db.example/shop")), QString());
    for (int i = 0; i < 2; ++i) {
        const auto error = errorOf([&](const auto& ended) { keychain.forget(server, ended); });
        QVERIFY2(!error, error ? qPrintable(errorText(*error)) : "");
        QCOMPARE(foundIn(keychain, server), QString());
    }
}

QTEST_MAIN(TestPasswordKeychain)
#include "tst_passwordkeychain.moc"
