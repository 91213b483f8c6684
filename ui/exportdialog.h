#pragma once

#include "models/exportjob.h"
#include "models/exportrecord.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace larder {

class FormOptions;

/// The folder to propose for a file: @p lastUsed if there is such a folder, else that of documents, else that
/// of the user.
[[nodiscard]] QString exportFolder(const QString& lastUsed);

/// Asks how and where to write a result: form, what of it, compression, provenance, file. Shows how the first
/// rows will look, and says if the result is not complete.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Starts with @p form and a file in @p folder. With more than one selected cell, the selection is
    /// offered, and chosen first.
    ExportDialog(ExportSource source, const RowForm& form, const QString& folder, QWidget* parent = nullptr);

    /// What was chosen.
    [[nodiscard]] ExportJob job() const;
    /// Asks before another file is replaced.
    void accept() override;

private:
    void createControls();
    void placeControls();
    void createPreview();
    [[nodiscard]] QRadioButton* createChoice(const QString& text, bool chosen);
    [[nodiscard]] QWidget* createFileRow();
    [[nodiscard]] QLabel* createWarning();
    [[nodiscard]] RowsToWrite chosenRows() const;
    [[nodiscard]] RowForm chosenForm() const;
    [[nodiscard]] QString ending() const;
    [[nodiscard]] QString path() const;
    void choiceChanged();
    void browse();

    const ExportSource m_source;
    const QString m_folder;
    FormOptions* m_options;
    QRadioButton* m_all = nullptr;
    QRadioButton* m_selected = nullptr;
    QComboBox* m_compression = nullptr;
    QCheckBox* m_provenance = nullptr;
    QLineEdit* m_file = nullptr;
    QPlainTextEdit* m_preview = nullptr;
    QPushButton* m_export = nullptr;
    // That of the file's name now, to be replaced when another form is chosen.
    QString m_ending;
    // What the user agreed to replace.
    QString m_agreed;
};

} // namespace larder
