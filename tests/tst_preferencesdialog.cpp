#include "ui/preferencesdialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace larder;

namespace {

const Preferences kOthers{5'000, qint64(64) << 20, NullsPlace::First, TextOrder::Locale,
    std::chrono::seconds(7), std::chrono::seconds(90)};

QSpinBox& number(const QWidget& dialog, const char* name)
{
    return *dialog.findChild<QSpinBox*>(QString::fromLatin1(name));
}

/// As if it were typed and left.
void type(QSpinBox& box, const char* text)
{
    box.findChild<QLineEdit*>()->selectAll();
    QTest::keyClicks(&box, QString::fromLatin1(text));
    QTest::keyClick(&box, Qt::Key_Tab);
}

void choose(const QWidget& dialog, const char* name, int index)
{
    dialog.findChild<QComboBox*>(QString::fromLatin1(name))->setCurrentIndex(index);
}

} // namespace

class TestPreferencesDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsWithWhatIsInForce();
    void givesWhatIsSet();
    void saysThatNoLimitMeansAllRows();
    void saysWhyANumberWillBeChanged();
    void bringsTheDefaultsBack();
    void givesThemWhenAccepted();
    void givesNothingWhenDismissed();
    void everyControlHasAName();
};

void TestPreferencesDialog::startsWithWhatIsInForce()
{
    QCOMPARE(PreferencesDialog({}).preferences(), Preferences());
    QCOMPARE(PreferencesDialog(kOthers).preferences(), kOthers);
}

void TestPreferencesDialog::givesWhatIsSet()
{
    const PreferencesDialog dialog({});
    type(number(dialog, "rowLimit"), "5000");
    type(number(dialog, "resultMemory"), "64");
    type(number(dialog, "checkEvery"), "7");
    type(number(dialog, "statementTimeout"), "90");
    choose(dialog, "nullsPlace", 1);
    choose(dialog, "textOrder", 1);
    QCOMPARE(dialog.preferences(), kOthers);
}

void TestPreferencesDialog::saysThatNoLimitMeansAllRows()
{
    const PreferencesDialog dialog({});
    QSpinBox& limit = number(dialog, "rowLimit");
    limit.setValue(0);
    QVERIFY2(limit.text().contains(QStringLiteral("all rows")), qPrintable(limit.text()));
    QCOMPARE(dialog.preferences().rowLimit, 0);
    number(dialog, "checkEvery").setValue(0);
    QVERIFY(number(dialog, "checkEvery").text().contains(QStringLiteral("never")));
    QCOMPARE(dialog.preferences().checkEvery, std::chrono::seconds(0));
}

void TestPreferencesDialog::saysWhyANumberWillBeChanged()
{
    PreferencesDialog dialog({});
    dialog.show();
    const QLabel& notes = *dialog.findChild<QLabel*>(QStringLiteral("preferenceNotes"));
    QVERIFY(!notes.isVisible());
    type(number(dialog, "resultMemory"), "3");
    QVERIFY(notes.isVisible());
    QVERIFY2(notes.text().contains(QStringLiteral("16 MB")), qPrintable(notes.text()));
    QCOMPARE(dialog.preferences().resultMemoryBytes, qint64(16) << 20);
    type(number(dialog, "resultMemory"), "300");
    QVERIFY(!notes.isVisible());
    QCOMPARE(dialog.preferences().resultMemoryBytes, qint64(300) << 20);
}

void TestPreferencesDialog::bringsTheDefaultsBack()
{
    const PreferencesDialog dialog(kOthers);
    const auto* const buttons = dialog.findChild<QDialogButtonBox*>();
    QTest::mouseClick(buttons->button(QDialogButtonBox::RestoreDefaults), Qt::LeftButton);
    QCOMPARE(dialog.preferences(), Preferences());
}

void TestPreferencesDialog::givesThemWhenAccepted()
{
    QTimer::singleShot(0, this, [] {
        QWidget* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        choose(*dialog, "nullsPlace", 1);
        const auto* const buttons = dialog->findChild<QDialogButtonBox*>();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
    });
    const auto chosen = PreferencesDialog::ask({}, nullptr);
    QVERIFY(chosen);
    QCOMPARE(chosen->nulls, NullsPlace::First);
}

void TestPreferencesDialog::givesNothingWhenDismissed()
{
    QTimer::singleShot(0, this, [] {
        QWidget* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        choose(*dialog, "nullsPlace", 1);
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    QVERIFY(!PreferencesDialog::ask({}, nullptr));
}

void TestPreferencesDialog::everyControlHasAName()
{
    const PreferencesDialog dialog({});
    for (const auto* const box : dialog.findChildren<QSpinBox*>())
        QVERIFY(!box->accessibleName().isEmpty());
    for (const auto* const box : dialog.findChildren<QComboBox*>())
        QVERIFY(!box->accessibleName().isEmpty());
    QCOMPARE(dialog.findChildren<QSpinBox*>().size() + dialog.findChildren<QComboBox*>().size(), 6);
}

QTEST_MAIN(TestPreferencesDialog)
#include "tst_preferencesdialog.moc"
