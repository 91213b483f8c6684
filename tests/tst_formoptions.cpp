#include "ui/formoptions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

template <typename Control>
Control& named(const QWidget& options, const char* name)
{
    for (Control* const each : options.findChildren<Control*>()) {
        if (each->accessibleName() == QString::fromLatin1(name))
            return *each;
    }
    qFatal("no control %s", name);
}

QCheckBox& checkBox(const QWidget& options, const char* text)
{
    for (QCheckBox* const each : options.findChildren<QCheckBox*>()) {
        if (each->text().remove(u'&').startsWith(QString::fromLatin1(text)))
            return *each;
    }
    qFatal("no check box %s", text);
}

} // namespace

class TestFormOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void returnsWhatWasSet_data();
    void returnsWhatWasSet();
    void readsEachControl();
    void showsOnlyWhatTheFormHas();
    void linesEndAsTheFormHasThem();
    void takesNoTextForNullThatBreaksTheForm();
};

void TestFormOptions::returnsWhatWasSet_data()
{
    QTest::addColumn<RowForm>("form");
    QTest::newRow("csv") << defaultForm(RowFormat::Csv);
    QTest::newRow("tsv") << defaultForm(RowFormat::Tsv);
    QTest::newRow("sql") << RowForm{RowFormat::Sql, {}, QStringLiteral("t")};
    QTest::newRow("dialect") << RowForm{RowFormat::Csv, {'|', true, "\\N", false, LineEnd::Lf, true}};
}

void TestFormOptions::returnsWhatWasSet()
{
    QFETCH(RowForm, form);
    FormOptions options(QStringLiteral("result"));
    options.setForm(form);
    QVERIFY(options.form() == form);
}

void TestFormOptions::readsEachControl()
{
    FormOptions options(QStringLiteral("result"));
    QSignalSpy changed(&options, &FormOptions::changed);
    named<QComboBox>(options, "Separator").setCurrentIndex(1);
    named<QComboBox>(options, "Quotes").setCurrentIndex(1);
    named<QLineEdit>(options, "NULL is").setText(QStringLiteral("NULL"));
    named<QComboBox>(options, "Lines end with").setCurrentIndex(1);
    checkBox(options, "Names of the columns").setChecked(false);
    checkBox(options, "Byte order mark").setChecked(true);
    QCOMPARE(changed.size(), 6);
    QCOMPARE(options.form().csv, (CsvDialect{';', true, "NULL", false, LineEnd::Lf, true}));
}

void TestFormOptions::showsOnlyWhatTheFormHas()
{
    FormOptions options(QStringLiteral("orders"));
    options.show();
    auto& format = named<QComboBox>(options, "Form");
    const auto& separator = named<QComboBox>(options, "Separator");
    const auto& null = named<QLineEdit>(options, "NULL is");
    const auto& table = named<QLineEdit>(options, "Insert into table");
    QVERIFY(separator.isVisible() && null.isVisible() && !table.isVisible());
    format.setCurrentIndex(format.findData(int(RowFormat::Tsv)));
    QVERIFY(!separator.isVisible() && null.isVisible() && !table.isVisible());
    format.setCurrentIndex(format.findData(int(RowFormat::Sql)));
    QVERIFY(!separator.isVisible() && !null.isVisible() && table.isVisible());
    QCOMPARE(table.placeholderText(), QStringLiteral("orders"));
    format.setCurrentIndex(format.findData(int(RowFormat::Json)));
    QVERIFY(!separator.isVisible() && !null.isVisible() && !table.isVisible());
}

void TestFormOptions::linesEndAsTheFormHasThem()
{
    FormOptions options(QStringLiteral("result"));
    auto& format = named<QComboBox>(options, "Form");
    QSignalSpy changed(&options, &FormOptions::changed);
    format.setCurrentIndex(format.findData(int(RowFormat::Tsv)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(int(options.form().csv.lineEnd), int(LineEnd::Lf));
    format.setCurrentIndex(format.findData(int(RowFormat::Csv)));
    QCOMPARE(int(options.form().csv.lineEnd), int(LineEnd::CrLf));
}

void TestFormOptions::takesNoTextForNullThatBreaksTheForm()
{
    FormOptions options(QStringLiteral("result"));
    QTest::keyClicks(&named<QLineEdit>(options, "NULL is"), QStringLiteral("a,\"|;b"));
    QCOMPARE(options.form().csv.nullText, QByteArray("ab"));
}

QTEST_MAIN(TestFormOptions)
#include "tst_formoptions.moc"
