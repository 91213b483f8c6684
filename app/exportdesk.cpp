#include "app/exportdesk.h"

#include "models/quantitytext.h"
#include "ui/exportactions.h"
#include "ui/exportprogress.h"
#include "ui/mainwindow.h"

#include <QDir>
#include <QEvent>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>

namespace larder {

ExportDesk::ExportDesk(MainWindow& window, QObject* parent) : QObject(parent), m_window(window)
{
    window.installEventFilter(this);
    connect(&window.exportActions(), &ExportActions::exportRequested, this, &ExportDesk::start);
    connect(&window.exportActions(), &ExportActions::cancelRequested, this, [this] {
        if (!m_running.empty())
            m_running.back()->cancel();
    });
}

bool ExportDesk::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Close || mayLose())
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
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
            std::erase(m_running, exporter);
            m_window.exportActions().setExporting(!m_running.empty());
            ended(exporter->job(), outcome);
        });
    m_running.push_back(exporter);
    m_window.exportActions().setExporting(true);
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

QString ExportDesk::lossText() const
{
    QStringList paths;
    for (const ResultExporter* const exporter : m_running)
        paths << QDir::toNativeSeparators(exporter->job().path);
    return tr("An export is still being written: %1.").arg(paths.join(QStringLiteral(", ")));
}

// The question is about exports that run: when they have ended well meanwhile, there is nothing to ask.
bool ExportDesk::mayLose()
{
    if (m_running.empty())
        return true;
    QMessageBox box(
        QMessageBox::Warning, QStringLiteral("Larder"), lossText(), QMessageBox::Cancel, &m_window);
    box.setInformativeText(tr("If Larder closes now, that file is not written."));
    const QPushButton* const lose
        = box.addButton(tr("Close and stop the export"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    bool allWell = true;
    connect(this, &ExportDesk::finished, &box, [&](const ExportJob&, const ExportOutcome& outcome) {
        allWell = allWell && !outcome.error;
        box.setText(lossText());
        if (m_running.empty())
            box.done(QDialog::Rejected);
    });
    box.exec();
    return box.clickedButton() ? box.clickedButton() == lose : allWell;
}

} // namespace larder
