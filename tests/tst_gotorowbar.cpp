#include "ui/gotorowbar.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

struct Shown
{
    Shown()
    {
        QObject::connect(
            &bar, &GoToRowBar::rowRequested, &bar, [this](qint64 row) { requests.push_back(row); });
        bar.open(3'000'000'000);
    }

    void type(const char* text)
    {
        auto& edit = *bar.findChild<QLineEdit*>();
        edit.setText(QString::fromUtf8(text));
        QTest::keyClick(&edit, Qt::Key_Return);
    }
    [[nodiscard]] QString outcome() const
    {
        return bar.findChild<QLabel*>(QStringLiteral("goToRowOutcome"))->text();
    }

    GoToRowBar bar;
    std::vector<qint64> requests;
};

} // namespace

class TestGoToRowBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void asksForTheRow();
    void readsGroupedNumbers();
    void saysWhatIsAllowed_data();
    void saysWhatIsAllowed();
    void escapeClosesIt();
};

void TestGoToRowBar::asksForTheRow()
{
    Shown shown;
    shown.type(" 2999999999 ");
    QCOMPARE(shown.requests, std::vector<qint64>{2'999'999'998});
    QVERIFY(!shown.bar.isVisible());
}

void TestGoToRowBar::readsGroupedNumbers()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Shown shown;
    shown.type("1,234,567");
    QCOMPARE(shown.requests, std::vector<qint64>{1'234'566});
}

void TestGoToRowBar::saysWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"0", "-1", "3000000001", "abc", "", "1.5", "99999999999999999999"})
        QTest::newRow(text) << QByteArray(text);
}

void TestGoToRowBar::saysWhatIsAllowed()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QFETCH(QByteArray, text);
    Shown shown;
    shown.type(text);
    QVERIFY(shown.requests.empty());
    QVERIFY(shown.bar.isVisible());
    QVERIFY2(shown.outcome().contains(QStringLiteral("1 to 3,000,000,000")), qPrintable(shown.outcome()));
    shown.type("7");
    QCOMPARE(shown.requests, std::vector<qint64>{6});
}

void TestGoToRowBar::escapeClosesIt()
{
    Shown shown;
    const QSignalSpy closes(&shown.bar, &GoToRowBar::closed);
    QTest::keyClick(shown.bar.findChild<QLineEdit*>(), Qt::Key_Escape);
    QCOMPARE(closes.size(), 1);
    QVERIFY(!shown.bar.isVisible());
}

QTEST_MAIN(TestGoToRowBar)
#include "tst_gotorowbar.moc"
