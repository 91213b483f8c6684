#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace larder {

class RecentFilesMenu;

/// The ways to open a database: entries of the menu of files, and a bar over the tabs while none is open.
class OpenActions final : public QObject
{
    Q_OBJECT

public:
    OpenActions(QMenu& menu, QWidget* window);

    void setRecentFiles(const QStringList& paths);
    /// @p tabs with the bar above.
    [[nodiscard]] QWidget* createCentre(QWidget* tabs);
    void showBar(bool shown);

Q_SIGNALS:
    void fileRequested(const QString& path);
    void connectionsRequested();
    void sampleRequested();

private:
    void chooseFile();

    QWidget* m_window;
    QList<QAction*> m_actions;
    RecentFilesMenu* m_recent;
    QWidget* m_bar = nullptr;
};

} // namespace larder
