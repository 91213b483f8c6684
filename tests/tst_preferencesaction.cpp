#include "ui/preferencesaction.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace larder;

class TestPreferencesAction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void asksAndTellsWhatWasChosen();
    void tellsOnlyOfOthers();
};

void TestPreferencesAction::asksAndTellsWhatWasChosen()
{
    QWidget window;
    PreferencesAction action(&window);
    const QSignalSpy told(&action, &PreferencesAction::preferencesChanged);
    QTimer::singleShot(0, this, [] {
        auto* const dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->findChild<QComboBox*>(QStringLiteral("textOrder"))->setCurrentIndex(1);
        dialog->accept();
    });
    action.trigger();
    QCOMPARE(told.size(), 1);
    QCOMPARE(action.preferences().text, TextOrder::Locale);
}

void TestPreferencesAction::tellsOnlyOfOthers()
{
    QWidget window;
    PreferencesAction action(&window);
    const QSignalSpy told(&action, &PreferencesAction::preferencesChanged);
    action.setPreferences({});
    QCOMPARE(told.size(), 0);
    action.setPreferences({.rowLimit = 7});
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][0].value<Preferences>().rowLimit, 7);
}

QTEST_MAIN(TestPreferencesAction)
#include "tst_preferencesaction.moc"
