#include "ui/valuefilesaver.h"

#include "models/quantitytext.h"
#include "ui/noticebar.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace larder {

ValueFileSaver::ValueFileSaver(NoticeBar& bar, QWidget* parent)
    : QObject(parent)
    , m_bar(bar)
    , m_window(parent)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    connect(&m_bar, &NoticeBar::actionTriggered, &m_saver, &ValueSaver::cancel);
    connect(&m_saver, &ValueSaver::busyChanged, this, &ValueFileSaver::busyChanged);
    connect(&m_saver, &ValueSaver::progressed, this, [this](double share) {
        m_bar.say(tr("Saving %1: %2 %").arg(m_fileName).arg(int(share * 100)), tr("Cancel"));
    });
    connect(&m_saver, &ValueSaver::saved, this, [this](const QString& path, qint64 bytes) {
        m_bar.say(tr("Saved %1 to %2").arg(bytesText(bytes), QDir::toNativeSeparators(path)));
    });
    connect(&m_saver, &ValueSaver::cancelled, this,
        [this] { m_bar.say(tr("Cancelled. %1 is as it was before.").arg(m_fileName)); });
    connect(&m_saver, &ValueSaver::failed, this, [this](const Error& error) { m_bar.say(errorText(error)); });
}

void ValueFileSaver::askAndSave(const CellValue& value, const QString& suggestedName)
{
    auto* const dialog = new QFileDialog(m_window, tr("Save the value"), m_folder);
    dialog->setObjectName(QStringLiteral("saveValueDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, value](const QString& path) { saveTo(value, path); });
    dialog->open();
}

void ValueFileSaver::saveTo(const CellValue& value, const QString& path)
{
    if (m_saver.isBusy())
        return;
    const QFileInfo file(path);
    m_folder = file.absolutePath();
    m_fileName = file.fileName();
    m_bar.say(tr("Saving %1…").arg(m_fileName), tr("Cancel"));
    m_saver.save(value, path);
}

} // namespace larder
