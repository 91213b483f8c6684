#include "ui/tablebar.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

class TestTableBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        bar = std::make_unique<TableBar>();
        bar->show();
    }
    void cleanup() { bar.reset(); }

    void everyControlHasANameThatIsRead();
    void tellsWhenTheConditionIsEditedAndEntered();
    void anErrorStandsAtItsPlaceUntilTheTextChanges();
    void aCountIsOfferedOnlyWhereThereIsOne();
    void theTextsGiveWayToTheCondition();
    void goesBackAndForthByMouseAndKey();
    void cutsALongNameAndTellsItInFull();

private:
    [[nodiscard]] QToolButton& button(const char* name) const
    {
        return *bar->findChild<QToolButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QLineEdit& where() const { return *bar->findChild<QLineEdit*>(); }
    [[nodiscard]] QLabel& label(const char* name) const
    {
        return *bar->findChild<QLabel*>(QString::fromLatin1(name));
    }

    std::unique_ptr<TableBar> bar;
};

void TestTableBar::everyControlHasANameThatIsRead()
{
    bar->showCount(QStringLiteral("≥ 5 rows"), QStringLiteral("Count"), QStringLiteral("Count them"));
    for (const char* name : {"backButton", "forwardButton", "countButton", "openAsQueryButton"}) {
        QVERIFY2(!button(name).accessibleName().isEmpty(), name);
        QVERIFY2(!button(name).toolTip().isEmpty(), name);
    }
    QVERIFY(!where().accessibleName().isEmpty());
}

void TestTableBar::tellsWhenTheConditionIsEditedAndEntered()
{
    const QSignalSpy edited(bar.get(), &TableBar::whereEdited);
    const QSignalSpy entered(bar.get(), &TableBar::whereEntered);
    QTest::keyClicks(&where(), QStringLiteral("n > 1"));
    QCOMPARE(edited.size(), 5);
    QCOMPARE(entered.size(), 0);
    QTest::keyClick(&where(), Qt::Key_Return);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(bar->where(), QStringLiteral("n > 1"));
}

void TestTableBar::anErrorStandsAtItsPlaceUntilTheTextChanges()
{
    bar->setWhere(QStringLiteral("n = x y"));
    bar->showError(QStringLiteral("near <y>"), 6);
    QVERIFY(label("whereError").isVisible());
    QCOMPARE(label("whereError").text(), QStringLiteral("near <y>"));
    QCOMPARE(where().selectedText(), QStringLiteral("y"));
    QTest::keyClicks(&where(), QStringLiteral("z"));
    QVERIFY(!label("whereError").isVisible());
    QCOMPARE(bar->where(), QStringLiteral("n = x z"));
    // Also behind the end, as where something is missing.
    bar->showError(QStringLiteral("incomplete"), 99);
    QCOMPARE(where().cursorPosition(), 7);
}

void TestTableBar::aCountIsOfferedOnlyWhereThereIsOne()
{
    bar->showCount(QStringLiteral("≥ 5 rows"), QStringLiteral("Count"), {});
    const QSignalSpy spy(bar.get(), &TableBar::countRequested);
    QTest::mouseClick(&button("countButton"), Qt::LeftButton);
    QCOMPARE(spy.size(), 1);
    bar->showCount(QStringLiteral("7 rows"), {}, {});
    QVERIFY(!button("countButton").isVisible());
    QCOMPARE(label("tableRows").text(), QStringLiteral("7 rows"));
}

void TestTableBar::theTextsGiveWayToTheCondition()
{
    const QString work = QStringLiteral("sorted in the database · filtered in the database, the rest here");
    bar->setTable(QStringLiteral("customer"));
    bar->showWork(work);
    bar->showCount(QStringLiteral("≥ 1,000,000 rows"), QStringLiteral("Count"), {});
    bar->resize(600, bar->sizeHint().height());
    QTest::qWait(0);
    QCOMPARE(bar->width(), 600);
    QVERIFY(where().width() >= 26 * bar->fontMetrics().averageCharWidth());
    QVERIFY(label("tableWork").width() < label("tableWork").sizeHint().width());
}

void TestTableBar::goesBackAndForthByMouseAndKey()
{
    const QSignalSpy back(bar.get(), &TableBar::backRequested);
    const QSignalSpy forward(bar.get(), &TableBar::forwardRequested);
    QTest::mouseClick(&button("backButton"), Qt::LeftButton);
    QCOMPARE(back.size(), 0);
    bar->setHistory(true, true);
    QTest::mouseClick(&button("backButton"), Qt::LeftButton);
    QCOMPARE(back.size(), 1);
    bar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bar.get()));
    QTest::keyClick(bar.get(), Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(back.size(), 2);
    QTest::keyClick(bar.get(), Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(forward.size(), 1);
}

void TestTableBar::cutsALongNameAndTellsItInFull()
{
    const QString name = QStringLiteral("<b>") + QString(1000, u'x');
    bar->setTable(name);
    QVERIFY(label("tableName").text().size() < 200);
    QVERIFY(label("tableName").toolTip().contains(QString(1000, u'x')));
    QVERIFY(label("tableName").toolTip().startsWith(QStringLiteral("&lt;b&gt;")));
}

QTEST_MAIN(TestTableBar)
#include "tst_tablebar.moc"
