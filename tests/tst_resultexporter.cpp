#include "app/resultexporter.h"

#include "tests/support/outputfolder.h"
#include "tests/support/results.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

ResultPtr numbers(qint64 rows)
{
    ResultBuilder builder({{QStringLiteral("n")}, {QStringLiteral("t")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.column(1).appendText("some text that takes its time");
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

} // namespace

class TestResultExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder.emplace();
    }

    void writesTheRowsInItsThread();
    void writesWhereTheRowsComeFromBesideTheFile();
    void cancelLeavesTheOldFile();
    void errorIsTold();
    void sidecarThatCanNotBeWrittenIsAnError();
    void endsInTheMidstOfWork();

private:
    [[nodiscard]] ExportJob job(const ResultPtr& result) const
    {
        return {allOf(result), defaultForm(RowFormat::Csv), Compression::None, m_folder->path(), {}};
    }

    std::optional<OutputFolder> m_folder;
};

void TestResultExporter::writesTheRowsInItsThread()
{
    m_folder->writeOld();
    ResultExporter exporter(job(numbers(200'000)));
    QSignalSpy finished(&exporter, &ResultExporter::finished);
    QSignalSpy progressed(&exporter, &ResultExporter::progressed);
    exporter.start();
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished[0][0].value<ExportOutcome>();
    QVERIFY(!outcome.error);
    QVERIFY(!outcome.cancelled);
    QCOMPARE(outcome.rows, 200'000);
    QCOMPARE(outcome.bytes, qint64(m_folder->contents().size()));
    QCOMPARE(m_folder->contents().count('\n'), 200'001);
    for (const QList<QVariant>& each : progressed)
        QVERIFY(each[0].toDouble() > 0 && each[0].toDouble() <= 1);
}

void TestResultExporter::writesWhereTheRowsComeFromBesideTheFile()
{
    ExportJob asked = job(numbers(1));
    asked.sidecar = {{QStringLiteral("sql"), QStringLiteral("SELECT 1")}};
    QVERIFY(!exportRows(asked, {}).error);
    QCOMPARE(m_folder->files(),
        (QStringList{QStringLiteral("out.csv"), QStringLiteral("out.csv.provenance.json")}));
    QFile sidecar(m_folder->path() + QStringLiteral(".provenance.json"));
    QVERIFY(sidecar.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(sidecar.readAll()).object(), asked.sidecar);
}

void TestResultExporter::cancelLeavesTheOldFile()
{
    m_folder->writeOld();
    ResultExporter exporter(job(numbers(300'000)));
    QSignalSpy finished(&exporter, &ResultExporter::finished);
    exporter.start();
    exporter.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished[0][0].value<ExportOutcome>().cancelled);
    QCOMPARE(m_folder->contents(), QByteArray("old"));
    QCOMPARE(m_folder->files(), QStringList{QStringLiteral("out.csv")});
    // In the midst of the rows as well.
    std::stop_source stop;
    RowTask task{stop.get_token()};
    task.progress = [&stop](double) { stop.request_stop(); };
    QVERIFY(exportRows(exporter.job(), task).cancelled);
    QCOMPARE(m_folder->contents(), QByteArray("old"));
    QCOMPARE(m_folder->files(), QStringList{QStringLiteral("out.csv")});
}

void TestResultExporter::errorIsTold()
{
    ExportJob asked = job(numbers(1));
    asked.path = m_folder->path(QStringLiteral("missing/out.csv"));
    ResultExporter exporter(asked);
    QSignalSpy finished(&exporter, &ResultExporter::finished);
    exporter.start();
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished[0][0].value<ExportOutcome>();
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->advice.contains(QStringLiteral("The folder does not exist")));
    QCOMPARE(outcome.rows, 0);
}

void TestResultExporter::sidecarThatCanNotBeWrittenIsAnError()
{
    m_folder->writeOld();
    m_folder->makeFolder(QStringLiteral("out.csv.provenance.json"));
    ExportJob asked = job(numbers(1));
    asked.sidecar = {{QStringLiteral("sql"), QStringLiteral("SELECT 1")}};
    const ExportOutcome outcome = exportRows(asked, {});
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->what.contains(QStringLiteral("provenance.json")));
    QCOMPARE(m_folder->contents(), QByteArray("old"));
}

void TestResultExporter::endsInTheMidstOfWork()
{
    const ResultPtr result = numbers(300'000);
    for (int i = 0; i < 5; ++i) {
        ResultExporter exporter(job(result));
        exporter.start();
        QTest::qWait(i);
    }
    QCOMPARE(m_folder->files(), QStringList());
    QCOMPARE(result.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestResultExporter)
#include "tst_resultexporter.moc"
