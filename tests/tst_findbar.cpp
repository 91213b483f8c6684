#include "ui/findbar.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

struct Shown
{
    Shown()
    {
        window.resize(600, 100);
        window.show();
        window.activateWindow();
        bar.open();
    }

    [[nodiscard]] QLineEdit& text() const { return *bar.findChild<QLineEdit*>(); }
    [[nodiscard]] QToolButton& button(const char* name) const
    {
        for (auto* const button : bar.findChildren<QToolButton*>()) {
            if (button->accessibleName().startsWith(QString::fromLatin1(name)))
                return *button;
        }
        qFatal("no button %s", name);
    }

    QWidget window;
    FindBar bar{&window};
};

} // namespace

class TestFindBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void tellsWhatIsTypedAndHow();
    void keysGoToTheNextAndThePrevious();
    void escapeClosesItAndNothingElse();
    void buttonsDoAsTheKeys();
    void marksAWrongText();
    void everyPartHasAName();
};

void TestFindBar::tellsWhatIsTypedAndHow()
{
    Shown shown;
    const QSignalSpy changes(&shown.bar, &FindBar::changed);
    QTest::keyClicks(&shown.text(), QStringLiteral("te"));
    QCOMPARE(shown.bar.rules(), (MatchRules{QStringLiteral("te")}));
    shown.button("Match upper").click();
    shown.button("Regular").click();
    QCOMPARE(shown.bar.rules(), (MatchRules{QStringLiteral("te"), true, true}));
    QVERIFY(!shown.bar.isCurrentColumnOnly());
    shown.button("In the current column").click();
    QVERIFY(shown.bar.isCurrentColumnOnly());
    QCOMPARE(changes.size(), 5);
}

void TestFindBar::keysGoToTheNextAndThePrevious()
{
    Shown shown;
    const QSignalSpy next(&shown.bar, &FindBar::nextRequested);
    const QSignalSpy previous(&shown.bar, &FindBar::previousRequested);
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QTest::keyClick(&shown.text(), Qt::Key_F3);
    QCOMPARE(next.size(), 2);
    QTest::keyClick(&shown.text(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(&shown.text(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(previous.size(), 2);
}

void TestFindBar::escapeClosesItAndNothingElse()
{
    Shown shown;
    QAction cancel;
    cancel.setShortcut(Qt::Key_Escape);
    shown.window.addAction(&cancel);
    const QSignalSpy cancels(&cancel, &QAction::triggered);
    const QSignalSpy closes(&shown.bar, &FindBar::closed);
    QTest::keyClick(&shown.text(), Qt::Key_Escape);
    QCOMPARE(closes.size(), 1);
    QCOMPARE(cancels.size(), 0);
    QVERIFY(!shown.bar.isVisible());
}

void TestFindBar::buttonsDoAsTheKeys()
{
    Shown shown;
    const QSignalSpy next(&shown.bar, &FindBar::nextRequested);
    const QSignalSpy previous(&shown.bar, &FindBar::previousRequested);
    shown.button("Next").click();
    shown.button("Previous").click();
    QCOMPARE(next.size() + previous.size(), 2);
    shown.button("Close").click();
    QVERIFY(!shown.bar.isVisible());
}

void TestFindBar::marksAWrongText()
{
    Shown shown;
    const QColor plain = shown.text().palette().color(QPalette::Base);
    shown.bar.complain(QStringLiteral("missing )"));
    QVERIFY(shown.text().palette().color(QPalette::Base) != plain);
    QCOMPARE(shown.bar.findChild<QLabel*>()->text(), QStringLiteral("missing )"));
    shown.bar.say(QStringLiteral("3 of 17"));
    QCOMPARE(shown.text().palette().color(QPalette::Base), plain);
}

void TestFindBar::everyPartHasAName()
{
    const Shown shown;
    for (const auto* const button : shown.bar.findChildren<QToolButton*>()) {
        if (button->parentWidget() == &shown.bar)
            QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
    }
    QVERIFY(!shown.text().accessibleName().isEmpty());
}

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
