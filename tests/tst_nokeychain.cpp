#include "tests/support/keychain.h"

#include <QRegularExpression>

using namespace larder;
using test::errorOf;
using test::foundIn;

/// Runs where no keychain can be reached.
class TestNoKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void saysThatThereIsNone();
};

void TestNoKeychain::saysThatThereIsNone()
{
    const QString server = QStringLiteral("postgresql://ann@db.example/shop");
    PasswordKeychain keychain;
    QCOMPARE(foundIn(keychain, server), QString());
    const auto error
        = errorOf([&](const auto& ended) { keychain.keep(server, QStringLiteral("hidden"), ended); });
    QVERIFY(error.has_value());
    QVERIFY(!error->why.isEmpty() && !error->advice.isEmpty());
    QVERIFY2(!errorText(*error).contains(QStringLiteral("hidden")), qPrintable(errorText(*error)));
    QCOMPARE(foundIn(keychain, server), QString());
}

QTEST_MAIN(TestNoKeychain)
#include "tst_nokeychain.moc"
