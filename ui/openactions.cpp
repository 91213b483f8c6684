#include "ui/openactions.h"

#include "ui/recentfilesmenu.h"
#include "ui/startbar.h"

#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

namespace larder {

OpenActions::OpenActions(QMenu& menu, QWidget* window)
    : QObject(window)
    , m_window(window)
    , m_recent(new RecentFilesMenu(window))
{
    m_actions << menu.addAction(QIcon(QStringLiteral(":/larder/icons/open.svg")), tr("&Open database…"),
        QKeySequence(Qt::CTRL | Qt::Key_O), this, &OpenActions::chooseFile);
    m_actions << menu.addAction(tr("&Connections…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), this,
        &OpenActions::connectionsRequested);
    menu.addMenu(m_recent);
    m_actions << menu.addAction(QIcon(QStringLiteral(":/larder/icons/sample.svg")),
        tr("Open &sample database"), this, &OpenActions::sampleRequested);
    connect(m_recent, &RecentFilesMenu::chosen, this, &OpenActions::fileRequested);
}

void OpenActions::setRecentFiles(const QStringList& paths)
{
    m_recent->setPaths(paths);
}

QWidget* OpenActions::createCentre(QWidget* tabs)
{
    auto* const centre = new QWidget(m_window);
    m_bar = new StartBar(m_actions, centre);
    auto* const layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(tabs, 1);
    return centre;
}

void OpenActions::showBar(bool shown)
{
    m_bar->setVisible(shown);
}

void OpenActions::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Open a database"), {},
        tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3 *.s3db *.sl3);;All files (*)"));
    if (!path.isEmpty())
        Q_EMIT fileRequested(path);
}

} // namespace larder
