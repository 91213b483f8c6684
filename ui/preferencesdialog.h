#pragma once

#include "models/preferences.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace larder {

/// Asks for the preferences. A number out of its range is accepted as the nearest in it, and the dialog says
/// so and why before.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Starts with @p preferences. Nothing if the user cancels.
    [[nodiscard]] static std::optional<Preferences> ask(const Preferences& preferences, QWidget* parent);

    explicit PreferencesDialog(const Preferences& preferences, QWidget* parent = nullptr);
    /// What is set at present, in range.
    [[nodiscard]] Preferences preferences() const;

private:
    void createFields(QFormLayout& form);
    void createButtons(QFormLayout& form);
    void fill(const Preferences& preferences);
    [[nodiscard]] Preferences typed() const;
    void showNotes();

    QSpinBox* m_rowLimit = nullptr;
    QSpinBox* m_memory = nullptr;
    QSpinBox* m_check = nullptr;
    QSpinBox* m_timeout = nullptr;
    QComboBox* m_nulls = nullptr;
    QComboBox* m_text = nullptr;
    QLabel* m_notes = nullptr;
};

} // namespace larder
