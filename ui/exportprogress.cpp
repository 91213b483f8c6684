#include "ui/exportprogress.h"

#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>

namespace larder {

namespace {

constexpr int kSteps = 1'000;
constexpr int kLeastCharacters = 60;
constexpr int kMillisecondsUntilShown = 500;

} // namespace

ExportProgress::ExportProgress(const QString& path, QWidget* parent) : QProgressDialog(parent)
{
    const QString name = QFileInfo(path).fileName();
    setWindowTitle(tr("Export %1").arg(name));
    setLabelText(tr("Writing %1…").arg(name));
    // So that its title has room, too.
    setMinimumWidth(kLeastCharacters * fontMetrics().averageCharWidth());
    auto* const bar = new QProgressBar(this);
    bar->setAccessibleName(tr("Progress of the export"));
    setBar(bar);
    auto* const button = new QPushButton(tr("Cancel"), this);
    button->setAccessibleName(tr("Cancel the export"));
    setCancelButton(button);
    setRange(0, kSteps);
    setAutoReset(false);
    setAutoClose(false);
    setMinimumDuration(kMillisecondsUntilShown);
    setValue(0);
    // What the user types meanwhile is not for it.
    setAttribute(Qt::WA_ShowWithoutActivating);
    connect(this, &QProgressDialog::canceled, this, &ExportProgress::cancelRequested);
}

void ExportProgress::showShare(double share)
{
    if (!wasCanceled())
        setValue(int(share * kSteps));
}

} // namespace larder
