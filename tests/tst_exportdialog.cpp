#include "ui/exportdialog.h"

#include "tests/support/results.h"
#include "ui/formoptions.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace larder;
using namespace larder::test;

namespace {

ExportSource source(Completeness completeness = Completeness::Complete)
{
    std::vector<Row> rows;
    for (qint64 row = 0; row < 100; ++row)
        rows.push_back({row, text("tea"), {}});
    ExportSource shown{
        {resultOf({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("n")}, rows, completeness)}};
    shown.selection.columns = {1, 0};
    shown.origin.sql = "SELECT 1";
    return shown;
}

struct Bench
{
    explicit Bench(const ExportSource& shown = source(), const RowForm& form = defaultForm(RowFormat::Csv))
        : dialog(new ExportDialog(shown, form, folder.path()))
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
    }

    [[nodiscard]] QComboBox& box(const char* name) const
    {
        for (QComboBox* const each : dialog->findChildren<QComboBox*>()) {
            if (each->accessibleName() == QString::fromLatin1(name))
                return *each;
        }
        qFatal("no box %s", name);
    }
    [[nodiscard]] QLineEdit& file() const
    {
        for (QLineEdit* const each : dialog->findChildren<QLineEdit*>()) {
            if (each->accessibleName() == QStringLiteral("File"))
                return *each;
        }
        qFatal("no field for the file");
    }
    template <typename Button>
    [[nodiscard]] Button& button(const char* text) const
    {
        for (Button* const each : dialog->template findChildren<Button*>()) {
            if (each->text().remove(u'&').startsWith(QString::fromLatin1(text)))
                return *each;
        }
        qFatal("no button %s", text);
    }
    void choose(RowFormat format) const { box("Form").setCurrentIndex(box("Form").findData(int(format))); }
    [[nodiscard]] QString preview() const { return dialog->findChild<QPlainTextEdit*>()->toPlainText(); }

    QTemporaryDir folder;
    std::unique_ptr<ExportDialog> dialog;
};

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsWithAllRowsAsShown();
    void saysThatHiddenColumnsStayOut();
    void startsWithTheSelectionIfThereIsOne();
    void previewFollowsTheChoices();
    void previewCutsLongValuesBetweenCharacters();
    void nameOfTheFileFollowsFormAndCompression();
    void provenanceGoesWhereTheFormAllows();
    void saysThatTheResultIsIncomplete_data();
    void saysThatTheResultIsIncomplete();
    void asksBeforeItReplacesAFile_data();
    void asksBeforeItReplacesAFile();
    void proposesTheNameOfTheSource();
    void proposesAFolderThatExists();
    void needsAFile();
    void eachControlHasAName();
};

void TestExportDialog::startsWithAllRowsAsShown()
{
    const Bench bench;
    QVERIFY(bench.button<QRadioButton>("All rows as shown (100)").isChecked());
    QVERIFY(!bench.button<QRadioButton>("Selected").isEnabled());
    const ExportJob job = bench.dialog->job();
    QCOMPARE(job.rows.rowCount(), 100);
    QCOMPARE(job.rows.columns, (std::vector<int>{1, 0}));
    QCOMPARE(job.form, defaultForm(RowFormat::Csv));
    QCOMPARE(int(job.compression), int(Compression::None));
    QCOMPARE(job.path, bench.folder.filePath(QStringLiteral("result.csv")));
    QVERIFY(job.sidecar.isEmpty());
}

void TestExportDialog::saysThatHiddenColumnsStayOut()
{
    ExportSource shown = source();
    shown.selection.columns = {1};
    const Bench bench(shown);
    QCOMPARE(bench.button<QRadioButton>("All rows").text().remove(u'&'),
        QStringLiteral("All rows as shown (100), without 2 hidden columns"));
}

void TestExportDialog::startsWithTheSelectionIfThereIsOne()
{
    ExportSource shown = source();
    shown.selection.ranges = {{3, 4, 1, 1}};
    const Bench bench(shown);
    QVERIFY(bench.button<QRadioButton>("Selected cells (2 rows)").isChecked());
    QCOMPARE(bench.preview(), QStringLiteral("id\n3\n4\n"));
    QCOMPARE(bench.dialog->job().rows.rowCount(), 2);
    bench.button<QRadioButton>("All rows").setChecked(true);
    QCOMPARE(bench.dialog->job().rows.rowCount(), 100);
    QCOMPARE(bench.preview().count(u'\n'), 21);
    // A single cell is where the cursor stands.
    shown.selection.ranges = {{3, 3, 1, 1}};
    QVERIFY(Bench(shown).button<QRadioButton>("All rows").isChecked());
}

void TestExportDialog::previewFollowsTheChoices()
{
    const Bench bench;
    QVERIFY(bench.preview().startsWith(QStringLiteral("name,id\ntea,0\ntea,1\n")));
    QCOMPARE(bench.preview().count(u'\n'), 21);
    bench.box("Separator").setCurrentIndex(1);
    QVERIFY(bench.preview().startsWith(QStringLiteral("name;id\n")));
    bench.choose(RowFormat::Json);
    QVERIFY(bench.preview().startsWith(QStringLiteral("[{\"name\":\"tea\",\"id\":0},\n")));
    QVERIFY(bench.preview().endsWith(QStringLiteral("]\n")));
}

void TestExportDialog::previewCutsLongValuesBetweenCharacters()
{
    ExportSource shown{{resultOf({QStringLiteral("t")}, {{text("x" + QByteArray("ü").repeated(500))}})}};
    shown.selection.columns = {0};
    const Bench bench(shown, defaultForm(RowFormat::Json));
    QCOMPARE(bench.preview(), QStringLiteral("[{\"t\":\"x%1\"}]\n").arg(QString(99, u'ü')));
}

void TestExportDialog::nameOfTheFileFollowsFormAndCompression()
{
    const Bench bench;
    bench.choose(RowFormat::Sql);
    bench.box("Compression").setCurrentIndex(2);
    QCOMPARE(bench.dialog->job().path, bench.folder.filePath(QStringLiteral("result.sql.zst")));
    QCOMPARE(int(bench.dialog->job().compression), int(Compression::Zstd));
    bench.file().setText(QStringLiteral("mine.dat"));
    bench.choose(RowFormat::Json);
    QCOMPARE(bench.dialog->job().path, bench.folder.filePath(QStringLiteral("mine.dat")));
}

void TestExportDialog::provenanceGoesWhereTheFormAllows()
{
    const Bench bench;
    auto& provenance = bench.button<QCheckBox>("Where the rows come from, in FILE.provenance.json");
    provenance.setChecked(true);
    QCOMPARE(bench.dialog->job().sidecar[QStringLiteral("sql")].toString(), QStringLiteral("SELECT 1"));
    QVERIFY(bench.dialog->job().form.comment.isEmpty());
    bench.choose(RowFormat::Sql);
    QVERIFY(provenance.text().endsWith(QStringLiteral("as a comment")));
    QVERIFY(bench.dialog->job().sidecar.isEmpty());
    QVERIFY(bench.dialog->job().form.comment.contains(QStringLiteral("sql: SELECT 1")));
    QVERIFY(bench.preview().contains(QStringLiteral("-- sql: SELECT 1\n")));
}

void TestExportDialog::saysThatTheResultIsIncomplete_data()
{
    QTest::addColumn<int>("completeness");
    QTest::addColumn<bool>("warns");
    QTest::newRow("complete") << int(Completeness::Complete) << false;
    QTest::newRow("limit") << int(Completeness::LimitReached) << true;
    QTest::newRow("cancelled") << int(Completeness::Cancelled) << true;
    QTest::newRow("failed") << int(Completeness::Failed) << true;
    QTest::newRow("streaming") << int(Completeness::Streaming) << true;
}

void TestExportDialog::saysThatTheResultIsIncomplete()
{
    QFETCH(int, completeness);
    QFETCH(bool, warns);
    const Bench bench(source(Completeness(completeness)));
    const auto* const warning = bench.dialog->findChild<QLabel*>(QStringLiteral("incompleteWarning"));
    QCOMPARE(warning != nullptr, warns);
    QVERIFY(!warns || (warning->isVisible() && warning->text().contains(QStringLiteral("100"))));
}

void TestExportDialog::asksBeforeItReplacesAFile_data()
{
    QTest::addColumn<bool>("agrees");
    QTest::newRow("yes") << true;
    QTest::newRow("no") << false;
}

void TestExportDialog::asksBeforeItReplacesAFile()
{
    QFETCH(bool, agrees);
    const Bench bench;
    QFile old(bench.folder.filePath(QStringLiteral("result.csv")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    QSignalSpy accepted(bench.dialog.get(), &QDialog::accepted);
    bool asked = false;
    QTimer::singleShot(0, this, [&] {
        auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY(box);
        asked = true;
        QCOMPARE(box->defaultButton(), box->button(QMessageBox::No));
        QVERIFY(box->text().contains(QStringLiteral("result.csv")));
        box->button(agrees ? QMessageBox::Yes : QMessageBox::No)->click();
    });
    bench.button<QPushButton>("Export").click();
    QVERIFY(asked);
    QCOMPARE(accepted.size(), agrees ? 1 : 0);
    QCOMPARE(bench.dialog->isVisible(), !agrees);
}

void TestExportDialog::proposesTheNameOfTheSource()
{
    ExportSource list = source();
    list.name = QStringLiteral("cache-entries");
    const Bench bench(list);
    QCOMPARE(bench.dialog->job().path, bench.folder.filePath(QStringLiteral("cache-entries.csv")));
}

void TestExportDialog::proposesAFolderThatExists()
{
    const QTemporaryDir folder;
    QCOMPARE(exportFolder(folder.path()), folder.path());
    for (const QString& last : {QString(), folder.filePath(QStringLiteral("gone"))})
        QVERIFY(QDir(exportFolder(last)).exists());
}

void TestExportDialog::needsAFile()
{
    const Bench bench;
    QVERIFY(bench.button<QPushButton>("Export").isEnabled());
    bench.file().setText(QStringLiteral("  "));
    QVERIFY(!bench.button<QPushButton>("Export").isEnabled());
}

void TestExportDialog::eachControlHasAName()
{
    const Bench bench;
    for (const QWidget* const each : bench.dialog->findChildren<QWidget*>()) {
        const bool isControl = each->focusPolicy() != Qt::NoFocus && each->isVisible() && !each->focusProxy();
        const auto* const button = qobject_cast<const QAbstractButton*>(each);
        QVERIFY2(!isControl || !each->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
            each->metaObject()->className());
    }
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
