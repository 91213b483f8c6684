#include "ui/noticebar.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestNoticeBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void isHiddenWhileItHasNothingToSay();
    void offersAnAction();
    void showsMarkupAsItStands();
};

void TestNoticeBar::isHiddenWhileItHasNothingToSay()
{
    QWidget window;
    NoticeBar bar(QStringLiteral("bar"), &window);
    window.show();
    QVERIFY(!bar.isVisible());
    bar.say(QStringLiteral("text"));
    QVERIFY(bar.isVisible());
    QVERIFY(!bar.findChild<QPushButton*>()->isVisible());
    QCOMPARE(bar.text(), QStringLiteral("text"));
    bar.say({});
    QVERIFY(!bar.isVisible());
}

void TestNoticeBar::offersAnAction()
{
    QWidget window;
    NoticeBar bar(QStringLiteral("bar"), &window);
    window.show();
    const QSignalSpy triggered(&bar, &NoticeBar::actionTriggered);
    bar.say(QStringLiteral("text"), QStringLiteral("Do it"));
    auto* const button = bar.findChild<QPushButton*>();
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("Do it"));
    QCOMPARE(button->accessibleName(), QStringLiteral("Do it"));
    button->click();
    QCOMPARE(triggered.size(), 1);
}

void TestNoticeBar::showsMarkupAsItStands()
{
    NoticeBar bar(QStringLiteral("bar"), nullptr);
    bar.say(QStringLiteral("<b>x</b>"));
    QCOMPARE(bar.findChild<QLabel*>()->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
