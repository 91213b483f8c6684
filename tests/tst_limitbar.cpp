#include "ui/limitbar.h"

#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

class TestLimitBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        bar = std::make_unique<LimitBar>();
        bar->show();
    }
    void cleanup() { bar.reset(); }

    void tellsThatMoreRowsExistAndOffersThem();
    void eachButtonAsksForItsRowsByMouseAndKey();
    void offersNothingWhereTheStatementMustNotRunAgain();
    void offersNothingWhileMoreRowsArrive();

private:
    [[nodiscard]] QToolButton& button(const char* name) const
    {
        return *bar->findChild<QToolButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString text() const
    {
        return bar->findChild<QLabel*>(QStringLiteral("limitText"))->text();
    }

    std::unique_ptr<LimitBar> bar;
};

void TestLimitBar::tellsThatMoreRowsExistAndOffersThem()
{
    bar->offer(1'000'000, 500'000);
    QCOMPARE(text(), QStringLiteral("First 1,000,000 rows, more exist"));
    QCOMPARE(button("fetchNextButton").text(), QStringLiteral("Fetch next 500,000"));
    QCOMPARE(button("fetchNextButton").accessibleName(), QStringLiteral("Fetch next 500,000 rows"));
    QVERIFY(button("fetchNextButton").toolTip().contains(QStringLiteral("first 1,500,000 rows (Ctrl+M)")));
    QCOMPARE(button("fetchAllButton").text(), QStringLiteral("Fetch all"));
    QVERIFY(!button("fetchAllButton").accessibleName().isEmpty());
}

void TestLimitBar::eachButtonAsksForItsRowsByMouseAndKey()
{
    bar->offer(10, 10);
    const QSignalSpy next(bar.get(), &LimitBar::fetchNextRequested);
    const QSignalSpy all(bar.get(), &LimitBar::fetchAllRequested);
    QTest::mouseClick(&button("fetchNextButton"), Qt::LeftButton);
    QCOMPARE(next.size(), 1);
    QTest::keyClick(&button("fetchAllButton"), Qt::Key_Space);
    QCOMPARE(all.size(), 1);
    QCOMPARE(next.size(), 1);
}

void TestLimitBar::offersNothingWhereTheStatementMustNotRunAgain()
{
    bar->refuse(10);
    QVERIFY(text().startsWith(QStringLiteral("First 10 rows, more exist.")));
    QVERIFY(text().contains(QStringLiteral("it changes data")));
    QVERIFY(!button("fetchNextButton").isVisible());
    QVERIFY(!button("fetchAllButton").isVisible());
    bar->offer(10, 10);
    QVERIFY(button("fetchNextButton").isVisible());
}

void TestLimitBar::offersNothingWhileMoreRowsArrive()
{
    bar->offer(10, 10);
    bar->showProgress(12'345);
    QVERIFY(text().contains(QStringLiteral("12,345 rows so far")));
    QVERIFY(!button("fetchNextButton").isVisible());
}

QTEST_MAIN(TestLimitBar)
#include "tst_limitbar.moc"
