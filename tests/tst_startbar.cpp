#include "ui/startbar.h"

#include <QAction>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

class TestStartBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void offersWhatCanBeOpenedByKeyboard();
};

void TestStartBar::offersWhatCanBeOpenedByKeyboard()
{
    QAction file(QStringLiteral("&Open file…"));
    QAction server(QStringLiteral("&Connections…"));
    StartBar bar({&file, &server});
    bar.show();
    const auto buttons = bar.findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 2);
    QCOMPARE(buttons[1]->text(), QStringLiteral("Connections…"));
    QSignalSpy asked(&server, &QAction::triggered);
    QVERIFY(buttons[1]->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(buttons[1], Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(TestStartBar)
#include "tst_startbar.moc"
