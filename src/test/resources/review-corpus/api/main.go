package main

import (
	"crypto/md5"
	"crypto/tls"
	"database/sql"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
)

func archive(folder string) {
	exec.Command("sh", "-c", "tar czf /tmp/a.tgz "+folder).Run()
	exec.Command("bash", "-c", fmt.Sprintf("ls %s", folder)).Run()
	exec.Command("tar", "czf", "/tmp/a.tgz", folder).Run()
}

func orders(db *sql.DB, name string) {
	db.Query(fmt.Sprintf("SELECT * FROM orders WHERE name = '%s'", name))
	db.Exec("DELETE FROM orders WHERE name = '" + name + "'")
	db.Query("SELECT * FROM orders WHERE name = $1", name)
}

func file(w http.ResponseWriter, r *http.Request) {
	os.ReadFile(filepath.Join("/srv", r.URL.Query().Get("name")))
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
	http.Get(r.FormValue("feed"))
	fmt.Fprint(w, template.HTML("<p>"+r.FormValue("name")))
}

func settings() *tls.Config {
	os.MkdirAll("/srv/files", 0777)
	return &tls.Config{InsecureSkipVerify: true}
}

func sum(data []byte) [16]byte {
	return md5.Sum(data)
}
