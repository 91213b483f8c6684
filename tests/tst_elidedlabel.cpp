#include "ui/elidedlabel.h"

#include <QTest>

using namespace larder;

class TestElidedLabel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWayAndTellsTheWhole();
    void paintsNoMoreThanThereIsRoomFor();
};

void TestElidedLabel::givesWayAndTellsTheWhole()
{
    ElidedLabel label(QStringLiteral("name"), nullptr);
    label.say(QString(200, u'w'), QStringLiteral("because <of> it"));
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width() / 10);
    QVERIFY(label.toolTip().contains(QString(200, u'w')));
    QVERIFY(label.toolTip().contains(QStringLiteral("because &lt;of&gt; it")));
    label.say(QStringLiteral("w"));
    QCOMPARE(label.minimumSizeHint().width(), label.sizeHint().width());
    label.say({});
    QCOMPARE(label.toolTip(), QString());
}

void TestElidedLabel::paintsNoMoreThanThereIsRoomFor()
{
    const auto painted = [](const QString& text) {
        ElidedLabel label(QStringLiteral("name"), nullptr);
        label.say(text);
        label.resize(60, 20);
        return label.grab().toImage();
    };
    QVERIFY(painted(QString(200, u'w')) != painted({}));
    // What is cut ends alike, however long it is.
    QCOMPARE(painted(QString(200, u'w')), painted(QString(300, u'w')));
    QVERIFY(painted(QString(200, u'w')) != painted(QString(3, u'w')));
}

QTEST_MAIN(TestElidedLabel)
#include "tst_elidedlabel.moc"
