#include "cache/reason.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace larder;

namespace {

constexpr int kReasonCodes = int(ReasonCode::ConnectionClosed) + 1;

} // namespace

class TestReason : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesEveryCodeOnce();
    void hasAPhraseForEveryCodeButNone();
    void isTrueUnlessNone();
    void namesTheCodesAsScriptsKnowThem_data();
    void namesTheCodesAsScriptsKnowThem();
    void addsTheParticulars();
    void leavesPercentSignsAlone();
};

void TestReason::namesEveryCodeOnce()
{
    QSet<QString> names;
    for (int code = 0; code < kReasonCodes; ++code) {
        const QString name = reasonName(ReasonCode(code));
        QVERIFY(QRegularExpression(QStringLiteral("^[A-Z][A-Za-z]+$")).match(name).hasMatch());
        names << name;
    }
    QCOMPARE(names.size(), kReasonCodes);
}

void TestReason::hasAPhraseForEveryCodeButNone()
{
    QSet<QString> phrases;
    for (int code = 1; code < kReasonCodes; ++code) {
        const QString phrase = reasonText({ReasonCode(code)});
        QVERIFY2(!phrase.isEmpty(), qPrintable(reasonName(ReasonCode(code))));
        phrases << phrase;
    }
    QCOMPARE(phrases.size(), kReasonCodes - 1);
    QCOMPARE(reasonText({}), QString());
}

void TestReason::isTrueUnlessNone()
{
    QVERIFY(!Reason());
    for (int code = 1; code < kReasonCodes; ++code)
        QVERIFY(Reason{ReasonCode(code)});
}

void TestReason::namesTheCodesAsScriptsKnowThem_data()
{
    QTest::addColumn<ReasonCode>("code");
    QTest::addColumn<QString>("name");
    const auto row
        = [](ReasonCode code, const char* name) { QTest::newRow(name) << code << QString::fromLatin1(name); };
    row(ReasonCode::None, "None");
    row(ReasonCode::FirstSeen, "FirstSeen");
    row(ReasonCode::Ttl, "Ttl");
    row(ReasonCode::EmptyTtl, "EmptyTtl");
    row(ReasonCode::Evicted, "Evicted");
    row(ReasonCode::TableChanged, "TableChanged");
    row(ReasonCode::ExpiredByUser, "ExpiredByUser");
    row(ReasonCode::Replaced, "Replaced");
    row(ReasonCode::ValidatorChanged, "ValidatorChanged");
    row(ReasonCode::ValidatorUnknown, "ValidatorUnknown");
    row(ReasonCode::KeyDiffers, "KeyDiffers");
    row(ReasonCode::RaceDiscarded, "RaceDiscarded");
    row(ReasonCode::TooLarge, "TooLarge");
    row(ReasonCode::Uncacheable, "Uncacheable");
    row(ReasonCode::InTransaction, "InTransaction");
    row(ReasonCode::Bypass, "Bypass");
    row(ReasonCode::Off, "Off");
    row(ReasonCode::Collision, "Collision");
    row(ReasonCode::ConnectionClosed, "ConnectionClosed");
}

void TestReason::namesTheCodesAsScriptsKnowThem()
{
    QFETCH(ReasonCode, code);
    QTEST(reasonName(code), "name");
}

void TestReason::addsTheParticulars()
{
    const Reason reason{ReasonCode::TableChanged, QStringLiteral("UPDATE orders, 14:03:21")};
    QVERIFY(reasonText(reason).startsWith(reasonText({ReasonCode::TableChanged})));
    QVERIFY(reasonText(reason).endsWith(reason.detail));
}

void TestReason::leavesPercentSignsAlone()
{
    const QString detail = QStringLiteral("LIKE '%1%2%'");
    QVERIFY(reasonText({ReasonCode::TableChanged, detail}).endsWith(detail));
}

QTEST_APPLESS_MAIN(TestReason)
#include "tst_reason.moc"
