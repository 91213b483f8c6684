#include "models/schemaage.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestSchemaAge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysOnlyWhatThereIsToDoubt();
    void saysWhatToDo();
};

namespace {

SchemaAge age(SchemaAge::State state)
{
    const QDate day(2024, 5, 1);
    return {state, QDateTime(day, QTime(14, 3, 21)), QDateTime(day, QTime(14, 5))};
}

} // namespace

void TestSchemaAge::saysOnlyWhatThereIsToDoubt()
{
    QCOMPARE(schemaAgeText(age(SchemaAge::State::Followed)), QString());
    QCOMPARE(schemaAgeText(age(SchemaAge::State::MayHaveChanged)),
        QStringLiteral("may have changed since 14:03:21"));
    QCOMPARE(schemaAgeText(age(SchemaAge::State::NotFollowed)), QStringLiteral("as of 14:03:21"));
}

void TestSchemaAge::saysWhatToDo()
{
    QCOMPARE(schemaAgeToolTip(age(SchemaAge::State::Followed)),
        QStringLiteral("Read at 14:03:21. Nothing had changed at 14:05:00."));
    for (const SchemaAge::State state : {SchemaAge::State::MayHaveChanged, SchemaAge::State::NotFollowed}) {
        const QString text = schemaAgeToolTip(age(state));
        QVERIFY2(text.startsWith(QStringLiteral("Read at 14:03:21. ")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Refresh")), qPrintable(text));
    }
    SchemaAge away = age(SchemaAge::State::NotFollowed);
    away.why = QStringLiteral("timeout");
    QCOMPARE(schemaAgeToolTip(away),
        QStringLiteral(
            "Read at 14:03:21. Whether it is still so can't be checked: timeout. Refresh reads it again."));
}

QTEST_GUILESS_MAIN(TestSchemaAge)
#include "tst_schemaage.moc"
