#include "app/exportdesk.h"

#include "models/quantitytext.h"
#include "ui/exportactions.h"
#include "ui/exportprogress.h"
#include "ui/mainwindow.h"

#include <QDir>
#include <QLocale>
#include <QStatusBar>

namespace larder {

ExportDesk::ExportDesk(MainWindow& window, QObject* parent) : QObject(parent), m_window(window)
{
    connect(&window.exportActions(), &ExportActions::exportRequested, this, &ExportDesk::start);
}

void ExportDesk::start(const ExportJob& job)
{
    auto* const exporter = new ResultExporter(job, this);
    auto* const progress = new ExportProgress(job.path, &m_window);
    connect(exporter, &ResultExporter::progressed, progress, &ExportProgress::showShare);
    connect(progress, &ExportProgress::cancelRequested, exporter, &ResultExporter::cancel);
    connect(
        exporter, &ResultExporter::finished, this, [this, exporter, progress](const ExportOutcome& outcome) {
            progress->deleteLater();
            exporter->deleteLater();
            ended(exporter->job(), outcome);
        });
    exporter->start();
}

void ExportDesk::ended(const ExportJob& job, const ExportOutcome& outcome)
{
    const QString path = QDir::toNativeSeparators(job.path);
    if (outcome.error) {
        m_window.showError(*outcome.error);
    } else {
        const QString text = outcome.cancelled
            ? tr("Export cancelled; %1 was not written").arg(path)
            : tr("Exported %1 rows to %2 (%3)")
                  .arg(QLocale().toString(outcome.rows), path, bytesText(outcome.bytes));
        m_window.statusBar()->showMessage(text, 15'000);
        Q_EMIT m_window.tabs().reported(text);
    }
    Q_EMIT finished(job, outcome);
}

} // namespace larder
