#include "ui/parameterdialog.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace larder;

namespace {

using Names = std::vector<QByteArray>;

} // namespace

class TestParameterDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void asksForEachNameOnce();
    void readsValuesAsLiterals();
    void leavesTheMarksOfNamesOut();
    void returnsTheValuesWhenAccepted();
    void returnsNothingWhenDismissed_data();
    void returnsNothingWhenDismissed();
    void enterAccepts();
    void startsWithWhatWasAcceptedBefore();

private:
    ParameterDialog::Typed m_typed;
};

void TestParameterDialog::asksForEachNameOnce()
{
    const ParameterDialog dialog(Names{":id", "@ü"}, {}, nullptr);
    const auto edits = dialog.findChildren<QLineEdit*>();
    QCOMPARE(edits.size(), 2);
    QCOMPARE(edits[0]->accessibleName(), QStringLiteral("Value of :id"));
    QCOMPARE(edits[1]->accessibleName(), QStringLiteral("Value of @ü"));
}

void TestParameterDialog::readsValuesAsLiterals()
{
    const ParameterDialog dialog(Names{":a", ":b", ":c", ":d", ":e"}, {}, nullptr);
    const auto edits = dialog.findChildren<QLineEdit*>();
    const QStringList typed{QStringLiteral("42"), QStringLiteral("null"), QStringLiteral("'42'"),
        QStringLiteral("x'00ff'"), QString()};
    for (qsizetype i = 0; i < typed.size(); ++i)
        edits[i]->setText(typed[i]);
    const std::vector<Parameter> expected{{"a", qint64(42)}, {"b", std::monostate()}, {"c", Text{"42"}},
        {"d", Blob{QByteArray("\0\xff", 2)}}, {"e", Text{""}}};
    QVERIFY(dialog.parameters() == expected);
}

void TestParameterDialog::leavesTheMarksOfNamesOut()
{
    const ParameterDialog dialog(Names{":id", "@id2", "$id3", "?4"}, {}, nullptr);
    QByteArrayList names;
    for (const Parameter& each : dialog.parameters())
        names << each.name;
    QCOMPARE(names, (QByteArrayList{"id", "id2", "id3", "4"}));
}

void TestParameterDialog::returnsTheValuesWhenAccepted()
{
    QTimer::singleShot(0, this, [] {
        QWidget* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("7"));
        QTest::mouseClick(
            dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    });
    const auto parameters = ParameterDialog::ask(Names{":id"}, m_typed, nullptr);
    QVERIFY(parameters);
    QVERIFY(*parameters == (std::vector<Parameter>{{"id", qint64(7)}}));
}

void TestParameterDialog::returnsNothingWhenDismissed_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("button") << false;
    QTest::newRow("Esc") << true;
}

void TestParameterDialog::returnsNothingWhenDismissed()
{
    QFETCH(bool, byKey);
    QTimer::singleShot(0, this, [byKey] {
        QWidget* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        if (byKey)
            QTest::keyClick(dialog, Qt::Key_Escape);
        else
            QTest::mouseClick(
                dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel), Qt::LeftButton);
    });
    QVERIFY(!ParameterDialog::ask(Names{":id"}, m_typed, nullptr));
}

void TestParameterDialog::enterAccepts()
{
    QTimer::singleShot(0, this, [] {
        QWidget* const dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    });
    QVERIFY(ParameterDialog::ask(Names{":id"}, m_typed, nullptr));
}

void TestParameterDialog::startsWithWhatWasAcceptedBefore()
{
    ParameterDialog::Typed typed;
    const auto answer = [this, &typed](const QString& expected, const QString& value, Qt::Key key) {
        QTimer::singleShot(0, this, [expected, value, key] {
            auto* const edit = QApplication::activeModalWidget()->findChild<QLineEdit*>();
            QCOMPARE(edit->text(), expected);
            edit->setText(value);
            QTest::keyClick(edit, key);
        });
        (void)ParameterDialog::ask(Names{":id"}, typed, nullptr);
    };
    answer({}, QStringLiteral("7"), Qt::Key_Return);
    answer(QStringLiteral("7"), QStringLiteral("8"), Qt::Key_Escape);
    answer(QStringLiteral("7"), QStringLiteral("9"), Qt::Key_Return);
    QCOMPARE(typed, (ParameterDialog::Typed{{":id", QStringLiteral("9")}}));
}

QTEST_MAIN(TestParameterDialog)
#include "tst_parameterdialog.moc"
