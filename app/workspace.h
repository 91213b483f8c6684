#pragma once

#include "models/preferences.h"
#include "ui/querytabs.h"

#include <QLockFile>

#include <memory>

namespace larder {

/// Keeps on disk what the next start brings back: the texts of the tabs, which files were open, the layout.
/// Each running window has its own slot, so that two never overwrite each other's texts.
class Workspace
{
public:
    /// Takes the first slot in @p folder that no other process holds.
    explicit Workspace(const QString& folder);

    struct Layout
    {
        QByteArray geometry = {};
        QByteArray docks = {};
        QByteArray entriesHeader = {};
    };

    /// The texts of the slot, and behind them those of windows that are gone, whose slots are empty then. A
    /// damaged file is moved aside, never overwritten.
    [[nodiscard]] std::vector<TabText> loadTexts() const;
    /// Writes all texts, or leaves the old ones if it can't; false then.
    [[nodiscard]] bool saveTexts(const std::vector<TabText>& texts) const;
    [[nodiscard]] Layout loadLayout() const;
    void saveLayout(const Layout& layout) const;
    /// What was set, and the default where nothing was or what stands there can't be; the notes say which.
    [[nodiscard]] CheckedPreferences loadPreferences() const;
    /// False if they could not be written.
    [[nodiscard]] bool savePreferences(const Preferences& preferences) const;
    [[nodiscard]] QStringList recentFiles() const;
    /// Puts @p path first.
    void addRecentFile(const QString& path) const;

private:
    [[nodiscard]] QString settingsPath() const;
    [[nodiscard]] QString textsPath(int slot) const;
    /// None while another process has the slot.
    [[nodiscard]] std::unique_ptr<QLockFile> lockOf(int slot) const;
    [[nodiscard]] std::vector<TabText> textsOf(int slot) const;
    /// Adds the texts of @p slot to @p texts, on disk first.
    void takeOver(int slot, std::vector<TabText>& texts) const;

    const QString m_folder;
    int m_slot = 0;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace larder
